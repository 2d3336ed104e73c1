namespace Holdfast.Policy.Documents;

/// <summary>
/// How large each kind of policy may be (IAM User Guide, "IAM and AWS STS quotas"; Organizations User Guide, "Quotas";
/// S3 User Guide; KMS Developer Guide; VPC User Guide).
/// </summary>
public static class PolicyQuotas
{
    /// <summary>Characters of a managed policy, without white space.</summary>
    public const int ManagedPolicy = 6_144;

    /// <summary>Characters of all inline policies of a user together, without white space.</summary>
    public const int UserInlinePolicies = 2_048;

    /// <summary>Characters of all inline policies of a role together, without white space.</summary>
    public const int RoleInlinePolicies = 10_240;

    /// <summary>Characters of all inline policies of a group together, without white space.</summary>
    public const int GroupInlinePolicies = 5_120;

    /// <summary>Characters of a trust policy, without white space, unless the account raised it.</summary>
    public const int TrustPolicy = 2_048;

    /// <summary>Characters of a session policy as sent.</summary>
    public const int SessionPolicy = 2_048;

    /// <summary>Characters of a service control policy.</summary>
    public const int ServiceControlPolicy = 5_120;

    /// <summary>Characters of a resource control policy.</summary>
    public const int ResourceControlPolicy = 5_120;

    /// <summary>Bytes of a bucket policy.</summary>
    public const int BucketPolicy = 20 * 1024;

    /// <summary>Bytes of a key policy.</summary>
    public const int KeyPolicy = 32 * 1024;

    /// <summary>Characters of a VPC endpoint policy, white space included.</summary>
    public const int VpcEndpointPolicy = 20_480;

    /// <summary>The characters IAM counts: all but white space.</summary>
    public static int CountCharacters(ReadOnlySpan<char> text)
    {
        var count = 0;
        foreach (var c in text)
        {
            if (c is not (' ' or '\t' or '\r' or '\n'))
            {
                count++;
            }
        }

        return count;
    }
}
