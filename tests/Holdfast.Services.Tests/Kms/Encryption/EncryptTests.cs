using System.Security.Cryptography;
using Holdfast.Kernel;
using Holdfast.Services.Kms;
using Holdfast.Services.Kms.Encryption;
using Holdfast.Services.Kms.Keys;

namespace Holdfast.Services.Tests.Kms.Encryption;

public sealed class EncryptTests : KmsTests
{
    private Encrypt Encrypt => new(Ring);

    [Fact]
    public async Task Encrypts_differently_each_time_and_shows_nothing()
    {
        var key = await GivenKeyAsync();

        var first = await World.CallAsync(Encrypt, new() { KeyId = key.Id, Plaintext = Bytes("secret words"), EncryptionContext = Red });
        var second = await EncryptedAsync(key, "secret words", Red);

        Assert.Equal((key.Arn.Value, "SYMMETRIC_DEFAULT"), (first.KeyId, first.EncryptionAlgorithm));
        Assert.False(first.CiphertextBlob!.Value.Span.SequenceEqual(second.Span));
        Assert.Equal(-1, first.CiphertextBlob.Value.Span.IndexOf(Bytes("secret").Span));
    }

    [Theory]
    [InlineData(EncryptionAlgorithmSpec.RsaesOaepSha1, 214)]
    [InlineData(EncryptionAlgorithmSpec.RsaesOaepSha256, 190)]
    public async Task Encrypts_with_an_rsa_key_as_much_as_fits(string algorithm, int most)
    {
        var key = await GivenKeyAsync(KeySpec.Rsa2048, KeyUsageType.EncryptDecrypt);
        EncryptRequest request = new() { KeyId = key.Id, Plaintext = new byte[most], EncryptionAlgorithm = algorithm };

        Assert.Equal(256, (await World.CallAsync(Encrypt, request)).CiphertextBlob!.Value.Length);
        Assert.Equal(
            $"Algorithm {algorithm} and key spec RSA_2048 cannot encrypt data larger than {most} bytes.",
            await RefusedAsync<CommonException>(() => World.CallAsync(Encrypt, request with { Plaintext = new byte[most + 1] })));
        await RefusedAsync<CommonException>(() => World.CallAsync(Encrypt, request with { EncryptionContext = Red }));
    }

    [Fact]
    public async Task Refuses_algorithms_and_keys_for_something_else()
    {
        var (key, mac) = (await GivenKeyAsync(), await GivenKeyAsync(KeySpec.Hmac256));

        Assert.Equal(
            "Algorithm RSAES_OAEP_SHA_1 is incompatible with key spec SYMMETRIC_DEFAULT.",
            await RefusedAsync<InvalidKeyUsageException>(() => World.CallAsync(
                Encrypt, new() { KeyId = key.Id, Plaintext = Bytes("x"), EncryptionAlgorithm = EncryptionAlgorithmSpec.RsaesOaepSha1 })));
        Assert.Equal(
            $"{mac.Arn} key usage is GENERATE_VERIFY_MAC which is not valid for Encrypt.",
            await RefusedAsync<InvalidKeyUsageException>(() => World.CallAsync(Encrypt, new() { KeyId = mac.Id, Plaintext = Bytes("x") })));
        Assert.Equal(NoSuchKey, await RefusedAsync<NotFoundException>(() => World.CallAsync(Encrypt, new() { KeyId = NoKey, Plaintext = Bytes("x") })));
    }

    [Fact]
    public async Task Does_nothing_in_a_dry_run()
    {
        var key = await GivenKeyAsync();

        Assert.Equal(
            "The request would have succeeded, but the DryRun option is set.",
            await RefusedAsync<DryRunOperationException>(() => World.CallAsync(Encrypt, new() { KeyId = key.Id, Plaintext = Bytes("x"), DryRun = true })));
        await RefusedAsync<InvalidGrantTokenException>(() => World.CallAsync(Encrypt, new() { KeyId = key.Id, Plaintext = Bytes("x"), GrantTokens = ["x"] }));
    }

    [Fact]
    public async Task Refuses_keys_that_cannot_be_used()
    {
        var key = await GivenKeyAsync();

        await RefusedUnlessEnabledAsync(key, () => EncryptedAsync(key, "x"));
    }

    [Fact]
    public async Task Whatever_is_encrypted_comes_back_and_whatever_is_touched_does_not()
    {
        var keys = new[] { await GivenKeyAsync(), await GivenKeyAsync(multiRegion: true) };
        var random = new Random(7);
        for (var round = 0; round < 200; round++)
        {
            var key = keys[round % 2];
            var plaintext = new byte[random.Next(1, 4097)];
            random.NextBytes(plaintext);
            var context = Enumerable.Range(0, random.Next(0, 4)).ToDictionary(number => $"{number}é", _ => random.Next().ToString("X"));
            var ciphertext = (await World.CallAsync(Encrypt, new() { KeyId = key.Id, Plaintext = plaintext, EncryptionContext = context })).CiphertextBlob!.Value;
            DecryptRequest request = new() { KeyId = key.Id, CiphertextBlob = ciphertext, EncryptionContext = new SortedDictionary<string, string>(context) };

            Assert.Equal(plaintext, (await World.CallAsync(new Decrypt(Ring), request)).Plaintext!.Value.ToArray());
            var touched = ciphertext.ToArray();
            touched[random.Next(touched.Length)] ^= (byte)(1 << random.Next(8));
            var error = await Assert.ThrowsAnyAsync<ServiceException>(() => World.CallAsync(new Decrypt(Ring), request with { CiphertextBlob = touched }));
            Assert.True(error is InvalidCiphertextException or IncorrectKeyException);
            context["more"] = "";
            await Assert.ThrowsAsync<InvalidCiphertextException>(() => World.CallAsync(new Decrypt(Ring), request with { EncryptionContext = context }));
        }
    }

    [Fact]
    public void Contexts_whose_texts_run_together_are_told_apart()
    {
        var one = EncryptionContext.ToBytes(new Dictionary<string, string> { ["ab"] = "c" }, []);
        var other = EncryptionContext.ToBytes(new Dictionary<string, string> { ["a"] = "bc" }, []);

        Assert.NotEqual(one, other);
        Assert.Equal(EncryptionContext.ToBytes(new Dictionary<string, string>(), []), EncryptionContext.ToBytes(null, []));
    }

    [Fact]
    public async Task What_is_encrypted_with_the_public_half_elsewhere_is_decrypted_here()
    {
        var key = await GivenKeyAsync(KeySpec.Rsa2048, KeyUsageType.EncryptDecrypt);
        using var rsa = RSA.Create();
        rsa.ImportSubjectPublicKeyInfo((await World.CallAsync(new GetPublicKey(Ring), new() { KeyId = key.Id })).PublicKey!.Value.Span, out _);

        var response = await World.CallAsync(new Decrypt(Ring), new()
        {
            KeyId = key.Id,
            CiphertextBlob = rsa.Encrypt(Bytes("elsewhere").Span, RSAEncryptionPadding.OaepSHA256),
            EncryptionAlgorithm = EncryptionAlgorithmSpec.RsaesOaepSha256,
        });

        Assert.Equal("elsewhere", Text(response.Plaintext));
    }
}
