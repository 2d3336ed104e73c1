using Holdfast.Gateway.SignIn;

namespace Holdfast.Gateway.Tests.SignIn;

public sealed class DestinationTests
{
    [Theory]
    [InlineData("/", true)]
    [InlineData("/console/home?region=eu-west-1#a", true)]
    [InlineData("http://localhost:4566/console", true)]
    [InlineData("https://LOCALHOST:4566/console", true)]
    [InlineData("https://console.aws.amazon.com", true)]
    [InlineData("https://eu-west-1.console.aws.amazon.com/sns/v3/home", true)]
    [InlineData("https://console.amazonaws-us-gov.com/", true)]
    [InlineData("https://console.amazonaws.cn/", true)]
    [InlineData("http://localhost:4567/", false)]
    [InlineData("http://localhost/", false)]
    [InlineData("http://console.aws.amazon.com/", false)]
    [InlineData("https://console.aws.amazon.com:8443/", false)]
    [InlineData("https://user@localhost:4566/", false)]
    [InlineData("//localhost:4566/", false)]
    [InlineData("/\\evil.example", false)]
    [InlineData("/\t/evil.example", false)]
    [InlineData("data:text/html,x", false)]
    [InlineData("ftp://localhost:4566/", false)]
    [InlineData("https://console.aws.amazon.com.evil.example/", false)]
    [InlineData("https://console.aws.amazon.com%2eevil.example/", false)]
    [InlineData("https://exämple.console.aws.amazon.com/", false)]
    [InlineData("console", false)]
    [InlineData("", false)]
    public void Allows_this_server_and_the_consoles_of_AWS(string destination, bool isAllowed)
        => Assert.Equal(isAllowed, Destinations.IsAllowed(destination, "localhost:4566"));

    [Fact]
    public void Allows_no_address_that_is_longer_than_any_should_be()
        => Assert.False(Destinations.IsAllowed("/" + new string('a', 2_048), "localhost:4566"));
}
