namespace Holdfast.Conformance.Tests.Terraform;

/// <summary>Buckets with every configuration that Terraform has a resource for.</summary>
public sealed class ArchiveStackTests(HoldfastServer server) : StackTests(server, "archive"), IClassFixture<HoldfastServer>;
