namespace Holdfast.Policy.Documents;

/// <summary>The version of the policy language, which decides whether <c>${...}</c> is a variable.</summary>
public enum PolicyVersion
{
    /// <summary>2008-10-17, also what a document without Version means: variables are plain text.</summary>
    V20081017,

    /// <summary>2012-10-17, the current version.</summary>
    V20121017,
}
