using Holdfast.Protocols.Shapes;

namespace Holdfast.Services.S3.Configurations;

/// <summary>A kind of longer configuration and the shape that it has.</summary>
/// <param name="Kind">The kind (<see cref="ConfigurationKind"/>).</param>
/// <param name="Facts">The facts of the shape.</param>
/// <param name="Read">The generated reader of the shape.</param>
internal sealed record ConfigurationType<T>(string Kind, Shape Facts, Func<ShapeReader, Member, T> Read)
    where T : class, IShape
{
    /// <summary>Reads a configuration that was kept.</summary>
    public T Open(BucketConfiguration kept) => ShapeXml.Read(kept.Xml, reader => Read(reader, Facts.Root));
}
