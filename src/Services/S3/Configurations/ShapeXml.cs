using System.Buffers;
using System.Text;
using Holdfast.Protocols.Shapes;
using Holdfast.Protocols.Xml;

namespace Holdfast.Services.S3.Configurations;

/// <summary>Turns shapes into the XML of the API and back, so that a configuration is kept exactly as it can be given out again.</summary>
internal static class ShapeXml
{
    /// <summary>Writes a shape.</summary>
    public static string Write(IShape shape)
    {
        var buffer = new ArrayBufferWriter<byte>();
        XmlShapes.Write(shape, "Configuration", buffer);
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    /// <summary>Reads a shape.</summary>
    /// <param name="xml">The XML.</param>
    /// <param name="read">The generated reader of the shape.</param>
    public static T Read<T>(string xml, Func<ShapeReader, T> read) => XmlShapes.Read(Encoding.UTF8.GetBytes(xml), read);
}
