using Holdfast.Kernel.Ids;

namespace Holdfast.Services.Kms.KeyPolicies;

/// <summary>The key policies that KMS writes itself.</summary>
internal static class DefaultKeyPolicy
{
    /// <summary>The policy of a key that is made without one: the account may do everything, and pass that on by IAM policies.</summary>
    /// <remarks>See "Default key policy" in the KMS Developer Guide.</remarks>
    public static string Of(string partition, AccountId account) => $$"""
        {
          "Version" : "2012-10-17",
          "Id" : "key-default-1",
          "Statement" : [ {
            "Sid" : "Enable IAM User Permissions",
            "Effect" : "Allow",
            "Principal" : {
              "AWS" : "arn:{{partition}}:iam::{{account.Value}}:root"
            },
            "Action" : "kms:*",
            "Resource" : "*"
          } ]
        }
        """;

    /// <summary>The policy of an AWS managed key: everybody in the account may use it, through its service alone.</summary>
    /// <remarks>See "AWS managed keys" in the KMS Developer Guide, whose console shows such a policy.</remarks>
    public static string OfManaged(Partition partition, string region, AccountId account, string service) => $$"""
        {
          "Version" : "2012-10-17",
          "Id" : "auto-{{service}}-1",
          "Statement" : [ {
            "Sid" : "Allow access through {{service}} for all principals in the account that are authorized to use {{service}}",
            "Effect" : "Allow",
            "Principal" : {
              "AWS" : "*"
            },
            "Action" : [ "kms:Encrypt", "kms:Decrypt", "kms:ReEncrypt*", "kms:GenerateDataKey*", "kms:CreateGrant", "kms:DescribeKey" ],
            "Resource" : "*",
            "Condition" : {
              "StringEquals" : {
                "kms:CallerAccount" : "{{account.Value}}",
                "kms:ViaService" : "{{service}}.{{region}}.{{partition.DnsSuffix}}"
              }
            }
          }, {
            "Sid" : "Allow direct access to key metadata to the account",
            "Effect" : "Allow",
            "Principal" : {
              "AWS" : "arn:{{partition.Name}}:iam::{{account.Value}}:root"
            },
            "Action" : [ "kms:Describe*", "kms:Get*", "kms:List*", "kms:RevokeGrant" ],
            "Resource" : "*"
          } ]
        }
        """;
}
