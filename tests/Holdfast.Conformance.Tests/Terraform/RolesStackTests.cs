namespace Holdfast.Conformance.Tests.Terraform;

/// <summary>Roles with every kind of policy, attachments one by one, together and exclusive, instance profiles and service-linked roles.</summary>
public sealed class RolesStackTests(HoldfastServer server) : StackTests(server, "roles"), IClassFixture<HoldfastServer>;
