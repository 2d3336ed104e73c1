using QRCoder;

namespace Holdfast.Services.Iam.MfaDevices;

/// <summary>The picture from which an authenticator reads a seed.</summary>
internal static class SeedQrCode
{
    private const int PixelsPerModule = 5;

    /// <summary>Draws a seed as a QR code.</summary>
    /// <param name="deviceName">The name of the device.</param>
    /// <param name="accountName">The alias of the account, or its number.</param>
    /// <param name="seed">The seed in base 32.</param>
    /// <returns>A PNG image of <c>otpauth://totp/device@account?secret=seed</c>, as the API reference gives it (VirtualMFADevice).</returns>
    public static byte[] Draw(string deviceName, string accountName, string seed)
    {
        using var code = QRCodeGenerator.GenerateQrCode(UriOf(deviceName, accountName, seed), QRCodeGenerator.ECCLevel.M);
        using var picture = new PngByteQRCode(code);
        return picture.GetGraphic(PixelsPerModule);
    }

    /// <summary>The URI that the picture holds.</summary>
    public static string UriOf(string deviceName, string accountName, string seed)
        => $"otpauth://totp/{Uri.EscapeDataString(deviceName)}@{Uri.EscapeDataString(accountName)}?secret={seed}";
}
