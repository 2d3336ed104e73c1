namespace Holdfast.Conformance.Tests.Terraform;

/// <summary>Keys of KMS of every kind that Terraform makes, with their policies, aliases and grants.</summary>
public sealed class KeysStackTests(HoldfastServer server) : StackTests(server, "keys"), IClassFixture<HoldfastServer>;
