using Holdfast.Kernel;

namespace Holdfast.Services.CloudTrail.Lake;

/// <summary>What the pages of the lake's listings share.</summary>
internal static class LakePages
{
    /// <summary>The size of a page.</summary>
    /// <exception cref="InvalidMaxResultsException">The request asks for more than a page may have, or for none.</exception>
    public static int SizeOf(int? asked, int most)
        => (asked ?? most) is var size && size >= 1 && size <= most
            ? size
            : throw new InvalidMaxResultsException($"Max results must be between 1 and {most}.");

    /// <summary>The refusal of a token that no page gave.</summary>
    public static ServiceException InvalidToken() => new InvalidNextTokenException("The next token is not valid, or was made for a request with other parameters.");
}
