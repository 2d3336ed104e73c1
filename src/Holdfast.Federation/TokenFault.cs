namespace Holdfast.Federation;

/// <summary>Why a token or an assertion is not taken.</summary>
public enum TokenFault
{
    /// <summary>It cannot be read, or is not what its provider would have signed for this service.</summary>
    Invalid,

    /// <summary>Its time is over.</summary>
    Expired,

    /// <summary>The provider itself says that the authentication failed, or a claim is refused.</summary>
    Rejected,
}
