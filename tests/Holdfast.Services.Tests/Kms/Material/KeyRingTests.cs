using Holdfast.Kernel;
using Holdfast.Services.Kms.Material;
using Holdfast.Testing;

namespace Holdfast.Services.Tests.Kms.Material;

public sealed class KeyRingTests
{
    private static readonly KeyMaterial Material = new()
    {
        Account = World.Account,
        Region = "us-east-1",
        KeyId = SampleKey.Id,
        Number = 1,
        Id = new string('a', 64),
    };

    [Fact]
    public void Opens_what_it_sealed_once()
    {
        var sealer = new CountingSealer();
        var ring = new KeyRing(sealer);
        var material = ring.Seal(Material, [1, 2, 3]);

        Assert.Equal([1, 2, 3], ring.Open(material).ToArray());
        Assert.Equal([1, 2, 3], ring.Open(material).ToArray());
        Assert.Equal(1, sealer.Opened);
    }

    [Fact]
    public void A_seal_is_of_one_material_of_one_key()
    {
        var ring = new KeyRing(new MarkingSealer());
        var moved = ring.Seal(Material, [1, 2, 3]) with { Number = 2 };

        Assert.Throws<System.Security.Cryptography.CryptographicException>(() => ring.Open(moved).Length);
    }

    [Fact]
    public void Keeps_a_bounded_number_open()
    {
        var ring = new KeyRing(new MarkingSealer());
        for (var number = 1; number <= KeyRing.OpenMax + 10; number++)
        {
            ring.Open(ring.Seal(Material with { Number = number }, [1]));
        }

        Assert.InRange(ring.OpenCount, 1, KeyRing.OpenMax);
    }

    [Fact]
    public void The_same_secret_has_the_same_id_in_one_key_and_another_in_another()
    {
        var key = SampleKey.Sample with { IsMultiRegion = false };
        var other = key with { Id = "00000000-0000-4000-8000-000000000000" };

        Assert.Equal(KeyRing.IdOf(key, [1]), KeyRing.IdOf(key with { Description = "renamed" }, [1]));
        Assert.NotEqual(KeyRing.IdOf(key, [1]), KeyRing.IdOf(other, [1]));
        Assert.NotEqual(KeyRing.IdOf(key, [1]), KeyRing.IdOf(key, [2]));
    }

    [Fact]
    public void The_id_of_a_secret_is_that_of_every_region_in_a_multi_region_key_alone()
    {
        var key = SampleKey.Sample;
        var single = key with { IsMultiRegion = false };

        Assert.Equal(KeyRing.IdOf(key, [1]), KeyRing.IdOf(key with { Region = "eu-west-1" }, [1]));
        Assert.NotEqual(KeyRing.IdOf(single, [1]), KeyRing.IdOf(single with { Region = "eu-west-1" }, [1]));
    }

    private sealed class CountingSealer : ISecretSealer
    {
        private readonly MarkingSealer _inner = new();

        public int Opened { get; private set; }

        public string Seal(string secret, string boundTo) => _inner.Seal(secret, boundTo);

        public string Open(string sealedSecret, string boundTo)
        {
            Opened++;
            return _inner.Open(sealedSecret, boundTo);
        }
    }
}
