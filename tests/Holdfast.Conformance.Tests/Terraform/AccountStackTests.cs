namespace Holdfast.Conformance.Tests.Terraform;

/// <summary>What an account has once: its alias, its password policy, its session tokens; and its identity providers.</summary>
public sealed class AccountStackTests(HoldfastServer server) : StackTests(server, "account"), IClassFixture<HoldfastServer>;
