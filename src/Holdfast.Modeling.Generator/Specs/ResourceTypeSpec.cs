namespace Holdfast.Modeling.Generator.Specs;

/// <summary>The type of the resource that a member of a record names.</summary>
/// <param name="Member">The member as records spell it, such as <c>userName</c> or <c>user.arn</c>.</param>
/// <param name="Type">The type, such as <c>AWS::IAM::User</c>.</param>
internal sealed record ResourceTypeSpec(string Member, string Type);
