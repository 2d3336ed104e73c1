using System.Buffers;
using Holdfast.Protocols.Shapes;

namespace Holdfast.Protocols.Xml;

/// <summary>Shapes as XML by themselves, outside of any request, for those who keep them.</summary>
public static class XmlShapes
{
    /// <summary>Writes a shape into an element.</summary>
    /// <param name="shape">The shape.</param>
    /// <param name="element">The name of the element.</param>
    /// <param name="into">Where the bytes go.</param>
    public static void Write(IShape shape, string element, IBufferWriter<byte> into)
    {
        ArgumentNullException.ThrowIfNull(shape);
        using var body = XmlBodyWriter.Open(into, alwaysFraction: true);
        body.Open(element, xmlNamespace: null);
        shape.WriteMembers(body);
        body.Close(element);
    }

    /// <summary>Reads a shape out of an element.</summary>
    /// <param name="xml">The element.</param>
    /// <param name="read">The generated reader of the shape.</param>
    /// <exception cref="MalformedRequestException">It is not XML, or not of that shape.</exception>
    public static T Read<T>(ReadOnlyMemory<byte> xml, Func<ShapeReader, T> read)
    {
        ArgumentNullException.ThrowIfNull(read);
        using var body = XmlBodyReader.Open(xml, bodyOnly: false);
        return read(body);
    }
}
