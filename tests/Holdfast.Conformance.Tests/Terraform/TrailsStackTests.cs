namespace Holdfast.Conformance.Tests.Terraform;

/// <summary>Trails with their bucket, its policy, a key, and selectors of both kinds.</summary>
public sealed class TrailsStackTests(HoldfastServer server) : StackTests(server, "trails"), IClassFixture<HoldfastServer>;
