namespace Holdfast.Conformance.Tests.Terraform;

/// <summary>The data sources, each of which says in a postcondition what it has to find.</summary>
public sealed class DataStackTests(HoldfastServer server) : StackTests(server, "data"), IClassFixture<HoldfastServer>;
