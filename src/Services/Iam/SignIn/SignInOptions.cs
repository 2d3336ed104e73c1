namespace Holdfast.Services.Iam.SignIn;

/// <summary>How the sign-in holds out against guessing.</summary>
/// <remarks>AWS does not publish its numbers; thirty passwords and four seconds are what researchers met at its endpoint.</remarks>
public sealed class SignInOptions
{
    /// <summary>The failures of one root user or IAM user after which the next attempts wait; 5 by default, zero is no bound.</summary>
    public int FailuresPerPrincipalMax { get; set; } = 5;

    /// <summary>The failures from one address after which the next attempts wait; 30 by default, zero is no bound.</summary>
    public int FailuresPerSourceMax { get; set; } = 30;

    /// <summary>How long the first wait is; each further failure doubles it. 4 seconds by default.</summary>
    public TimeSpan FirstWait { get; set; } = TimeSpan.FromSeconds(4);

    /// <summary>The longest wait; 15 minutes by default.</summary>
    public TimeSpan WaitMax { get; set; } = TimeSpan.FromMinutes(15);

    /// <summary>The counters that are kept for principals, and as many for addresses; 65,536 by default. Whoever comes beyond shares one.</summary>
    public int CountersMax { get; set; } = 65_536;

    /// <summary>How long it takes until one failure of a principal is forgotten: it bounds the guesses in the long run.</summary>
    public static TimeSpan PrincipalForgetsAfter { get; } = TimeSpan.FromMinutes(15);

    /// <summary>How long it takes until one failure from an address is forgotten.</summary>
    public static TimeSpan SourceForgetsAfter { get; } = TimeSpan.FromMinutes(1);
}
