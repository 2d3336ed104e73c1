using System.Text.Json;
using System.Text.Json.Serialization;
using Holdfast.Kernel.Ids;

namespace Holdfast.Services.Kms;

/// <summary>Keeps account numbers as plain strings in the JSON of records.</summary>
internal sealed class AccountIdJson : JsonConverter<AccountId>
{
    /// <inheritdoc/>
    public override AccountId Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        => new(reader.GetString() ?? throw new JsonException("An account number is missing."));

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, AccountId value, JsonSerializerOptions options)
        => writer.WriteStringValue(value.Value);
}
