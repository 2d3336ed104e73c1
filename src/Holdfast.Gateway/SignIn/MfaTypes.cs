namespace Holdfast.Gateway.SignIn;

/// <summary>Names the kinds of MFA devices, by their serial numbers.</summary>
internal static class MfaTypes
{
    /// <summary>The kind as the console's endpoint asks for its code: software, hardware or a security key.</summary>
    public static string CodeOf(IReadOnlyList<string> serials)
        => serials.Any(IsVirtual) ? "SW" : serials.Any(IsHardware) ? "HW" : "U2F";

    /// <summary>The kind as the record of CheckMfa tells it.</summary>
    public static string NameOf(IReadOnlyList<string> serials)
    {
        var kinds = (serials.Any(IsVirtual) ? 1 : 0) + (serials.Any(IsHardware) ? 1 : 0) + (serials.Any(IsKey) ? 1 : 0);
        return kinds > 1 ? "Multiple MFA Devices"
            : IsVirtual(serials[0]) ? "Virtual MFA"
            : IsKey(serials[0]) ? "U2F MFA"
            : "Hardware MFA";
    }

    private static bool IsVirtual(string serial) => serial.Contains(":mfa/", StringComparison.Ordinal);

    private static bool IsKey(string serial) => serial.Contains(":u2f/", StringComparison.Ordinal);

    private static bool IsHardware(string serial) => !IsVirtual(serial) && !IsKey(serial);
}
