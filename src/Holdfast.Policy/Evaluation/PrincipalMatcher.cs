using Holdfast.Policy.Documents;

namespace Holdfast.Policy.Evaluation;

/// <summary>
/// A Principal or NotPrincipal element, compiled (IAM User Guide, "AWS JSON policy elements: Principal").
/// </summary>
internal sealed class PrincipalMatcher
{
    private const string RootSuffix = ":root";
    private const int AccountDigits = 12;

    private readonly Entry[] _entries;

    public PrincipalMatcher(PrincipalElement element)
    {
        IsNegated = element.IsNegated;
        _entries = [.. element.Entries.Select(Entry.Of)];
    }

    public bool IsNegated { get; }

    /// <summary>
    /// How closely the element names a caller; a NotPrincipal covers a caller directly or not at all.
    /// </summary>
    public GrantScope Match(PrincipalDescriptor caller, StatementEffect effect)
    {
        if (IsNegated)
        {
            var listed = effect == StatementEffect.Deny ? IsExempt(caller) : Scope(caller) != GrantScope.None;
            return listed ? GrantScope.None : GrantScope.Direct;
        }

        return Scope(caller);
    }

    private GrantScope Scope(PrincipalDescriptor caller)
    {
        var best = GrantScope.None;
        foreach (ref readonly var entry in _entries.AsSpan())
        {
            var scope = entry.Match(caller);
            if (scope > best)
            {
                best = scope;
            }
        }

        return best;
    }

    /// <summary>
    /// Whether a Deny with NotPrincipal spares a caller: AWS looks at the account first, then at the role or user, so
    /// each of them must be listed.
    /// </summary>
    private bool IsExempt(PrincipalDescriptor caller)
    {
        var (account, issuer, direct) = (false, false, false);
        foreach (ref readonly var entry in _entries.AsSpan())
        {
            switch (entry.Match(caller))
            {
                case GrantScope.Direct when entry.IsEveryone || !caller.HasAccount:
                    return true;
                case GrantScope.Direct when entry.IsAccount:
                    return true;
                case GrantScope.Direct:
                    direct = true;
                    break;
                case GrantScope.Issuer:
                    issuer = true;
                    break;
                case GrantScope.Account:
                    account = true;
                    break;
            }
        }

        return account && (caller.Type == PrincipalType.AssumedRole ? issuer : issuer || direct);
    }

    private readonly struct Entry
    {
        private readonly string _value;
        private readonly Form _form;

        private Entry(Form form, string value) => (_form, _value) = (form, value);

        private enum Form : byte
        {
            Everyone,
            Account,
            Arn,
            Service,
            Federated,
            CanonicalUser,
        }

        public bool IsEveryone => _form == Form.Everyone;

        public bool IsAccount => _form == Form.Account;

        public static Entry Of(PrincipalEntry entry) => entry.Kind switch
        {
            PrincipalKind.Everyone => new(Form.Everyone, "*"),
            PrincipalKind.Aws when entry.Value == "*" => new(Form.Everyone, "*"),
            PrincipalKind.Aws => AccountOf(entry.Value) is { } account
                ? new(Form.Account, account)
                : new(Form.Arn, entry.Value),
            PrincipalKind.Service => new(Form.Service, entry.Value),
            PrincipalKind.Federated => new(Form.Federated, entry.Value),
            _ => new(Form.CanonicalUser, entry.Value),
        };

        public GrantScope Match(PrincipalDescriptor caller)
        {
            switch (_form)
            {
                case Form.Everyone:
                    return GrantScope.Direct;
                case Form.Account when caller.HasAccount && _value == caller.Account:
                    return caller.Type == PrincipalType.Root ? GrantScope.Direct : GrantScope.Account;
                case Form.Arn when _value == caller.Arn:
                    return GrantScope.Direct;
                case Form.Arn when caller.IssuerArn is { } issuer && _value == issuer:
                    return GrantScope.Issuer;
                case Form.Service when caller.Type == PrincipalType.Service
                    && (_value == caller.ServiceName || _value == "*"):
                case Form.Federated when caller.Type == PrincipalType.Federated
                    && (_value == caller.Provider || _value == "*"):
                    return GrantScope.Direct;
                case Form.CanonicalUser when caller.CanonicalUserId is { } id && _value == id:
                    return caller.Type == PrincipalType.Root ? GrantScope.Direct : GrantScope.Account;
                default:
                    return GrantScope.None;
            }
        }

        private static string? AccountOf(string value)
        {
            if (value.Length == AccountDigits && value.All(char.IsAsciiDigit))
            {
                return value;
            }

            return value.EndsWith(RootSuffix, StringComparison.Ordinal)
                && value.Split(':') is ["arn", _, "iam", "", var account, "root"]
                    ? account
                    : null;
        }
    }
}
