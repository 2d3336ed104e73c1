using Holdfast.Services.Iam;
using Holdfast.Services.Iam.ServiceSpecificCredentials;

namespace Holdfast.Services.Tests.Iam.ServiceSpecificCredentials;

/// <summary>What tests of service-specific credentials are given.</summary>
public abstract class ServiceSpecificCredentialTests : CredentialTests
{
    /// <summary>The service of Git repositories.</summary>
    protected const string CodeCommit = "codecommit.amazonaws.com";

    /// <summary>A service that takes API keys.</summary>
    protected const string Bedrock = "bedrock.amazonaws.com";

    /// <summary>The id of a credential that nobody has.</summary>
    protected const string Unknown = "ACCAEXAMPLE123EXAMPLE";

    /// <summary>Makes a credential.</summary>
    private protected async Task<ServiceSpecificCredentialShape> MakeAsync(
        string userName = "alice", string service = CodeCommit, int? ageDays = null)
        => (await World.CallAsync(
            new CreateServiceSpecificCredential(Quotas), new() { UserName = userName, ServiceName = service, CredentialAgeDays = ageDays }))
            .ServiceSpecificCredential!;
}
