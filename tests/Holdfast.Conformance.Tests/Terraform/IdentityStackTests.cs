namespace Holdfast.Conformance.Tests.Terraform;

/// <summary>Users, groups, memberships, policies and access keys.</summary>
public sealed class IdentityStackTests(HoldfastServer server) : StackTests(server, "identity"), IClassFixture<HoldfastServer>;
