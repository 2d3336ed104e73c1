using System.Text.Json;
using System.Text.Json.Serialization;

namespace Holdfast.Kernel.Ids;

/// <summary>Keeps account numbers as plain strings in the JSON of records; each service names it in its source-generated context.</summary>
public sealed class AccountIdJson : JsonConverter<AccountId>
{
    /// <inheritdoc/>
    public override AccountId Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        => new(reader.GetString() ?? throw new JsonException("An account number is missing."));

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, AccountId value, JsonSerializerOptions options)
        => writer.WriteStringValue(value.Value);
}
