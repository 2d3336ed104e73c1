using System.Text;
using Holdfast.Protocols.Codecs;
using Holdfast.Protocols.Models;
using Holdfast.Protocols.Signing;
using Holdfast.Protocols.Wire;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace Holdfast.Gateway.Forms;

/// <summary>An object that a browser uploads by a form (S3 API Reference, "POST Object"): its fields come before the file, and say what a PUT says in headers.</summary>
internal sealed class FormUpload
{
    /// <summary>The operation that it is in all but form.</summary>
    public const string Operation = "PutObject";

    private const int FieldsMax = 100;
    private const int FieldBytesMax = 20 << 10;
    private const string MediaType = "multipart/form-data";

    /// <summary>The form, once it was opened.</summary>
    public PostForm? Form { get; private set; }

    /// <summary>The policy that was signed; null for an upload that nobody signed.</summary>
    public PostPolicy? Policy { get; set; }

    private Stream? _file;

    /// <summary>Says whether a request is such a form: it is posted to a bucket, and asks for nothing in its query.</summary>
    public static bool Is(Exchange exchange)
        => exchange.Recognized.Service is { SigningName: "s3" }
            && exchange.Request.Method == "POST"
            && exchange.RawQuery.Length == 0
            && exchange.Request.Headers.ContentType.ToString().StartsWith(MediaType, StringComparison.OrdinalIgnoreCase)
            && BucketOf(exchange.Parts!.RawPath) is not null;

    /// <summary>Reads the fields, up to the file.</summary>
    /// <returns>Null when the file comes next.</returns>
    public async ValueTask<ErrorFacts?> OpenAsync(Exchange exchange)
    {
        if (!MediaTypeHeaderValue.TryParse(exchange.Request.Headers.ContentType.ToString(), out var type)
            || HeaderUtilities.RemoveQuotes(type.Boundary) is not { Length: > 0 and <= 200 } boundary)
        {
            return Malformed();
        }

        var reader = new MultipartReader(boundary.ToString(), exchange.Request.Body);
        var fields = new List<HeaderField>();
        var bytes = 0;
        try
        {
            while (await reader.ReadNextSectionAsync() is { } section)
            {
                if (!ContentDispositionHeaderValue.TryParse(section.ContentDisposition, out var disposition) || !disposition.Name.HasValue)
                {
                    return Malformed();
                }

                var name = HeaderUtilities.RemoveQuotes(disposition.Name).ToString();
                if (name.Equals("file", StringComparison.OrdinalIgnoreCase))
                {
                    return TakeFile(exchange, fields, disposition, section.Body);
                }

                var value = await ReadAsync(section.Body, FieldBytesMax - bytes);
                if (value is null || fields.Count == FieldsMax)
                {
                    return new("MaxPostPreDataLengthExceeded", "Your POST request fields preceding the upload file were too large.", 400);
                }

                bytes += name.Length + value.Length;
                fields.Add(new(name, value));
            }
        }
        catch (InvalidDataException)
        {
            return Malformed();
        }
        catch (IOException ended) when (ended is not Microsoft.AspNetCore.Http.BadHttpRequestException)
        {
            return Malformed();
        }

        return new("InvalidArgument", "POST requires exactly one file upload per request.", 400)
        {
            Details = [new("ArgumentName", "file"), new("ArgumentValue", "0")],
        };
    }

    /// <summary>Makes of the form the PUT that it stands for.</summary>
    public ErrorFacts? BecomePut(Exchange exchange, ServiceModel service)
    {
        var key = Form!.Field("key")!.Replace("${filename}", Form.FileName, StringComparison.Ordinal);
        if (key.Length == 0)
        {
            return new("UserKeyMustBeSpecified", "The bucket POST must contain the specified field name. If it is specified, check the order of the fields.", 400);
        }

        FormHeaders headers;
        try
        {
            headers = new(Form);
        }
        catch (System.Xml.XmlException)
        {
            return new("MalformedXML", "The XML you provided was not well-formed or did not validate against our published schema", 400);
        }

        exchange.Parts = new()
        {
            Method = "PUT",
            RawPath = $"/{Form.Bucket}/{Uri.EscapeDataString(key)}",
            Headers = headers,
            Stream = new FormFileStream(_file!, Policy),
        };
        var operation = ProtocolCodecs.Of(WireProtocol.RestXml).Route(service, exchange.Parts);
        return operation?.Name == Operation ? null : Malformed();
    }

    private static string? BucketOf(string path)
    {
        var bucket = path.Trim('/');
        return bucket.Length > 0 && !bucket.Contains('/', StringComparison.Ordinal) ? bucket : null;
    }

    private ErrorFacts? TakeFile(Exchange exchange, List<HeaderField> fields, ContentDispositionHeaderValue disposition, Stream file)
    {
        var name = HeaderUtilities.RemoveQuotes(disposition.FileNameStar.HasValue ? disposition.FileNameStar : disposition.FileName).ToString();

        // Some browsers send the whole path of the file.
        name = name[(name.LastIndexOfAny(['/', '\\']) + 1)..];
        Form = new(Uri.UnescapeDataString(BucketOf(exchange.Parts!.RawPath)!), fields) { FileName = name };
        _file = file;
        return Form.Field("key") is not null ? null
            : new("InvalidArgument", "Bucket POST must contain a field named 'key'.  If it is specified, please check the order of the fields.", 400)
            {
                Details = [new("ArgumentName", "key"), new("ArgumentValue", "")],
            };
    }

    private static ErrorFacts Malformed() => new("MalformedPOSTRequest", "The body of your POST request is not well-formed multipart/form-data.", 400);

    private static async ValueTask<string?> ReadAsync(Stream field, int bytesMax)
    {
        var buffer = new byte[Math.Max(0, bytesMax) + 1];
        var filled = 0;
        while (filled < buffer.Length && await field.ReadAsync(buffer.AsMemory(filled)) is var read and > 0)
        {
            filled += read;
        }

        return filled > bytesMax ? null : Encoding.UTF8.GetString(buffer, 0, filled);
    }
}
