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
        Assert.Equal(KeyRing.IdOf("a", [1]), KeyRing.IdOf("a", [1]));
        Assert.NotEqual(KeyRing.IdOf("a", [1]), KeyRing.IdOf("b", [1]));
        Assert.NotEqual(KeyRing.IdOf("a", [1]), KeyRing.IdOf("a", [2]));
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
