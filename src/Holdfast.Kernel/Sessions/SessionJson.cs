using System.Text.Json;
using System.Text.Json.Serialization;
using Holdfast.Kernel.Ids;

namespace Holdfast.Kernel.Sessions;

/// <summary>The JSON that session tokens hold: a member that is not there has its default, so that tokens outlive an update of the server.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    Converters = [typeof(AccountNumberJson)])]
[JsonSerializable(typeof(Session))]
internal sealed partial class SessionJson : JsonSerializerContext;

/// <summary>Writes an account as its number.</summary>
internal sealed class AccountNumberJson : JsonConverter<AccountId>
{
    /// <inheritdoc/>
    public override AccountId Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        => new(reader.GetString() ?? throw new JsonException("An account number is missing."));

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, AccountId value, JsonSerializerOptions options)
        => writer.WriteStringValue(value.Value);
}
