namespace Holdfast.Services.Iam;

/// <summary>How names of users, groups and policies sort and collide.</summary>
/// <remarks>
/// "Names are not distinguished by case" (IAM and AWS STS quotas): Alice and alice cannot both exist, yet a name is shown as it was given.
/// The key of a record therefore holds the name in lower case, and listings come in that order.
/// The characters that the model allows hold neither a slash nor anything but ASCII, so that a name is one part of a key.
/// </remarks>
internal static class IamNames
{
    /// <summary>Gives the form of a name that keys hold.</summary>
    public static string ForKey(string name) => name.ToLowerInvariant();
}
