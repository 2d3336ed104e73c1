namespace Holdfast.Protocols.Signing;

/// <summary>Compares what a credential is scoped to with what the endpoint expects.</summary>
internal static class ScopeCheck
{
    public static Refusal? Check(
        CredentialScope credential, DateTimeOffset time, ReadOnlySpan<char> timeText, SigningScope scope, bool isQuery)
    {
        if (SigningTime.IsDayOf(credential.Date, time)
            && (scope.Region is null ? !credential.Region.IsEmpty : credential.Region.SequenceEqual(scope.Region))
            && credential.Service.SequenceEqual(scope.Service)
            && credential.Ending is CredentialScope.Terminator)
        {
            return null;
        }

        if (!scope.IsS3)
        {
            return new Refusal(RefusalKind.WrongScope, Describe(credential, time, timeText, scope));
        }

        return S3Refusal(credential, time, timeText, scope, isQuery);
    }

    private static string Describe(
        CredentialScope credential, DateTimeOffset time, ReadOnlySpan<char> timeText, SigningScope scope)
    {
        var message = "";
        if (scope.Region is null ? credential.Region.IsEmpty : !credential.Region.SequenceEqual(scope.Region))
        {
            message += $"Credential should be scoped to a valid region, not '{credential.Region}'. ";
        }

        if (!credential.Service.SequenceEqual(scope.Service))
        {
            message += $"Credential should be scoped to correct service: '{scope.Service}'. ";
        }

        if (credential.Ending is not CredentialScope.Terminator)
        {
            message += "Credential should be scoped with a valid terminator: 'aws4_request', not "
                + $"'{credential.Ending}'. ";
        }

        if (!SigningTime.IsDayOf(credential.Date, time))
        {
            message += "Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from HTTP: "
                + $"'{credential.Date}' != '{SigningTime.Format(time)[..8]}', from '{timeText}'. ";
        }

        return message;
    }

    private static Refusal S3Refusal(
        CredentialScope credential, DateTimeOffset time, ReadOnlySpan<char> timeText, SigningScope scope, bool isQuery)
    {
        if (scope.Region is { } region && !credential.Region.SequenceEqual(region))
        {
            return Refusals.WrongRegion(isQuery, credential.Region, region);
        }

        var detail = Detail(credential, time, timeText, scope);
        return isQuery
            ? Refusals.MalformedQuery($"Error parsing the X-Amz-Credential parameter; {detail}")
            : Refusals.MalformedHeader(detail);
    }

    private static string Detail(
        CredentialScope credential, DateTimeOffset time, ReadOnlySpan<char> timeText, SigningScope scope)
    {
        if (credential.Region.IsEmpty)
        {
            return "a non-empty region must be provided in the credential.";
        }

        if (!credential.Service.SequenceEqual(scope.Service))
        {
            return $"incorrect service \"{credential.Service}\". This endpoint belongs to \"{scope.Service}\".";
        }

        if (credential.Ending is not CredentialScope.Terminator)
        {
            return $"incorrect terminator \"{credential.Ending}\". This endpoint uses \"aws4_request\".";
        }

        return SigningTime.TryParse($"{credential.Date}T000000Z", out _)
            ? $"Invalid credential date \"{credential.Date}\". This date is not the same as X-Amz-Date: "
                + $"\"{SigningTime.Format(time)[..8]}\"."
            : $"incorrect date format \"{credential.Date}\". This date in the credential must be in the format "
                + "\"yyyyMMdd\".";
    }
}
