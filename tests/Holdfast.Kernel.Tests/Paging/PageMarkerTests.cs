using CsCheck;
using Holdfast.Kernel.Paging;

namespace Holdfast.Kernel.Tests.Paging;

public sealed class PageMarkerTests
{
    /// <summary>The characters that the model of IAM lets a marker have.</summary>
    private const int LengthMax = 320;

    [Fact]
    public void Reads_back_what_it_wrote_within_the_length_that_models_allow()
        => Gen.String[Gen.Char['!', '~'], 1, 150].Sample(key =>
        {
            var marker = PageMarker.Write("scope", key);
            Assert.InRange(marker.Length, 1, LengthMax);
            Assert.Equal(key, PageMarker.Read("scope", marker, Invalid));
        });

    [Fact]
    public void Refuses_every_other_text_with_the_error_of_the_service()
        => Gen.String[Gen.Char['!', '~'], 0, 400].Sample(text =>
        {
            var error = Assert.Throws<CommonException>(() => PageMarker.Read("scope", text, Invalid));
            Assert.Equal(("InvalidMarker", 400), (error.Code, error.Status));
        });

    [Fact]
    public void Refuses_the_marker_of_another_scope()
        => Assert.Throws<CommonException>(() => PageMarker.Read("scope", PageMarker.Write("other", "key"), Invalid));

    private static CommonException Invalid() => new("InvalidMarker", 400, "no such marker");
}
