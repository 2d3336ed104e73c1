using Holdfast.Kernel;
using Holdfast.Kernel.Ids;
using Holdfast.Kernel.Ports;
using Holdfast.Services.Iam.SignIn;
using Holdfast.Store;
using Holdfast.Testing;

namespace Holdfast.Services.Tests.Iam.SignIn;

public sealed class ConsoleSignInTests : IAsyncDisposable
{
    private readonly World _world = new();
    private readonly KnownPasswords _passwords = new();

    [Fact]
    public async Task An_account_or_a_user_that_does_not_exist_costs_a_comparison_like_any_other()
    {
        await TryAsync(new() { Account = "999999999999", UserName = "alice" });
        await TryAsync(new() { Account = World.Account.Value, UserName = "nobody" });
        await TryAsync(new() { Email = "nobody@example.com" });
        await TryAsync(new() { Account = World.Account.Value, UserName = "alice" });

        Assert.Equal(4, _passwords.Comparisons);
    }

    [Fact]
    public async Task Whoever_has_to_wait_costs_no_comparison()
    {
        for (var i = 0; i < 5; i++)
        {
            await TryAsync(new() { Account = World.Account.Value, UserName = "alice" });
        }

        var outcome = await TryAsync(new() { Account = World.Account.Value, UserName = "alice", Text = "right" });

        Assert.Equal((SignInResult.LockedOut, TimeSpan.FromSeconds(4)), (outcome.Result, outcome.Wait));
        Assert.Equal(5, _passwords.Comparisons);
    }

    [Fact]
    public async Task A_proof_of_another_user_of_the_same_name_is_none()
    {
        var right = await TryAsync(new() { Account = World.Account.Value, UserName = "alice", Text = "right" });
        var proof = right.Proof! with { PrincipalId = "AIDAFORMER" };

        var outcome = await TryAsync(new() { Proof = proof });

        Assert.Equal(SignInResult.Success, right.Result);
        Assert.Equal(SignInResult.Failure, outcome.Result);
    }

    [Fact]
    public void A_password_is_hashed_once_however_often_the_attempt_runs()
    {
        var comparisons = 0;
        var offered = OfferedPassword.Typed("guess");

        Assert.False(offered.Matches("hash", Compare));
        Assert.False(offered.Matches("hash", Compare));
        Assert.True(offered.Matches("guess", Compare));

        Assert.Equal(2, comparisons);
        Assert.True(OfferedPassword.Proved(OfferedPassword.FingerprintOf("hash")).Matches("hash", Compare));
        Assert.False(OfferedPassword.Proved(OfferedPassword.FingerprintOf("hash")).Matches("other", Compare));
        Assert.Equal(2, comparisons);
        Assert.DoesNotContain("guess", offered.ToString(), StringComparison.Ordinal);

        bool Compare(string password, string hash)
        {
            comparisons++;
            return password == hash;
        }
    }

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    private async Task<SignInOutcome> TryAsync(Offer offer)
    {
        var signIn = new ConsoleSignIn(_passwords, new NoDevices(), _world.Ids, new SignInOptions());
        var attempt = new SignInAttempt
        {
            Account = offer.Account,
            UserName = offer.UserName,
            Email = offer.Email,
            Proof = offer.Proof,
            Password = offer.Proof is { } proof ? OfferedPassword.Proved(proof.Fingerprint) : OfferedPassword.Typed(offer.Text),
            SourceIp = "192.0.2.1",
            Now = _world.Now,
        };
        using var transaction = _world.Store.Begin(new Cause("test", 0));
        var outcome = await signIn.SignInAsync(transaction, attempt, CancellationToken.None);
        await _world.Store.CommitAsync(transaction, Durability.Durable, CancellationToken.None);
        return outcome;
    }

    private sealed record Offer
    {
        public string? Account { get; init; }

        public string? UserName { get; init; }

        public string? Email { get; init; }

        public SignInProof? Proof { get; init; }

        public string Text { get; init; } = "guess";
    }

    /// <summary>Knows one user, whose password is <c>right</c>, and counts what it compares.</summary>
    private sealed class KnownPasswords : IConsolePasswords
    {
        public int Comparisons { get; private set; }

        public ValueTask<AccountId?> FindAccountAsync(IReadTransaction transaction, string numberOrAlias, CancellationToken cancellationToken)
            => new(numberOrAlias == World.Account.Value ? World.Account : null);

        public ValueTask<IReadOnlyList<AccountId>> FindAccountsOfRootAsync(IReadTransaction transaction, string email, CancellationToken cancellationToken)
            => new([]);

        public ValueTask<PasswordCheck> CheckUserAsync(
            IReadTransaction transaction, AccountId account, string userName, OfferedPassword password, DateTimeOffset now, CancellationToken cancellationToken)
        {
            Comparisons++;
            var isRight = password.Matches("right", static (text, hash) => text == hash);
            return new(userName != "alice"
                ? new PasswordCheck(PasswordVerdict.NoSuchUser, Principal: null)
                : new PasswordCheck(isRight ? PasswordVerdict.Correct : PasswordVerdict.Wrong, World.UserOf(World.Account, "alice"))
                {
                    Fingerprint = isRight ? OfferedPassword.FingerprintOf("right") : null,
                });
        }

        public ValueTask<PasswordCheck> CheckRootAsync(
            IReadTransaction transaction, AccountId account, OfferedPassword password, CancellationToken cancellationToken)
        {
            Comparisons++;
            return new(new PasswordCheck(PasswordVerdict.NoSuchUser, Principal: null));
        }

        public ValueTask ChangeAsync(
            ITransaction transaction, Caller principal, string newPassword, DateTimeOffset now, IdSource ids, CancellationToken cancellationToken) => default;

        public ValueTask NoteUseAsync(ITransaction transaction, Caller principal, DateTimeOffset now, CancellationToken cancellationToken) => default;
    }

    private sealed class NoDevices : IMfaDevices
    {
        public ValueTask<bool> TryUseCodeAsync(
            ITransaction transaction, Caller caller, string serialNumber, string code, CancellationToken cancellationToken) => new(false);

        public ValueTask<IReadOnlyList<string>> SerialNumbersOfAsync(IReadTransaction transaction, Caller caller, CancellationToken cancellationToken)
            => new([]);
    }
}
