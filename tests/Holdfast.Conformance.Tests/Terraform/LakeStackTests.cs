namespace Holdfast.Conformance.Tests.Terraform;

/// <summary>Event data stores as Terraform makes them.</summary>
public sealed class LakeStackTests(HoldfastServer server) : StackTests(server, "lake"), IClassFixture<HoldfastServer>;
