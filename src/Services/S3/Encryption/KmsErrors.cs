using Holdfast.Kernel;

namespace Holdfast.Services.S3.Encryption;

/// <summary>Says in the words of S3 why KMS refused (S3 API Reference, "List of error codes").</summary>
internal static class KmsErrors
{
    /// <summary>Waits for KMS.</summary>
    /// <exception cref="CommonException">KMS refused.</exception>
    public static async ValueTask<T> TranslateAsync<T>(ValueTask<T> use)
    {
        try
        {
            return await use;
        }
        catch (ServiceException refused) when (refused.Code.StartsWith("AccessDenied", StringComparison.Ordinal))
        {
            throw new CommonException("AccessDenied", 403, refused.Message);
        }
        catch (ServiceException refused)
        {
            throw new CommonException(refused.Code.StartsWith("KMS.", StringComparison.Ordinal) ? refused.Code : $"KMS.{refused.Code}", 400, refused.Message);
        }
    }
}
