namespace Holdfast.Services.Iam.Principals;

/// <summary>A policy that names principals, with the unique ids that the users and roles it names had when it was written.</summary>
/// <param name="Document">The JSON, as it was given.</param>
/// <param name="Principals">The users and roles that it names, each once.</param>
/// <remarks>
/// "If you delete the user, you break the relationship. … even if you create a new user with the same name" (IAM User Guide, "Principal"):
/// what counts is the id, and what is shown is the ARN that the id has now.
/// </remarks>
internal sealed record PrincipalPolicy(string Document, IReadOnlyList<NamedPrincipal> Principals);

/// <summary>A user or role that a policy names.</summary>
/// <param name="Text">How the document names it: by its ARN, by the ARN of one of a role's sessions, or by its unique id.</param>
/// <param name="Id">The unique id.</param>
internal sealed record NamedPrincipal(string Text, string Id);
