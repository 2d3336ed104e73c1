using CsCheck;
using Holdfast.Kernel;
using Holdfast.Services.Iam.Paging;

namespace Holdfast.Services.Tests.Iam.Paging;

public sealed class PageMarkerTests
{
    [Fact]
    public void Reads_back_what_it_wrote_within_the_length_that_the_model_allows()
        => Gen.String[Gen.Char['!', '~'], 1, 150].Sample(key =>
        {
            var marker = PageMarker.Write("scope", key);
            Assert.InRange(marker.Length, 1, PageMarker.LengthMax);
            Assert.Equal(key, PageMarker.Read("scope", marker));
        });

    [Fact]
    public void Refuses_every_other_text()
        => Gen.String[Gen.Char['!', '~'], 0, 400].Sample(text =>
        {
            var error = Assert.Throws<CommonException>(() => PageMarker.Read("scope", text));
            Assert.Equal(("ValidationError", 400, "Invalid Marker."), (error.Code, error.Status, error.Message));
        });

    [Fact]
    public void Refuses_the_marker_of_another_scope()
        => Assert.Throws<CommonException>(() => PageMarker.Read("scope", PageMarker.Write("other", "key")));
}
