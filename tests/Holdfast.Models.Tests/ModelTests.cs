namespace Holdfast.Models.Tests;

public sealed class ModelTests
{
    [Fact]
    public void Every_operation_of_every_model_is_emitted() => Assert.NotNull(new Iam.IamService().Model.FindOperation("CreateUser")?.Input);
}
