namespace Holdfast.Architecture.Tests;

/// <summary>Nothing that the server does is without its test.</summary>
public sealed class CoverageTests
{
    [Fact]
    public void Every_operation_has_a_test_class_of_its_name()
        => Findings.None(Untested(SourceFacts.Operations, Repository.Files));

    [Fact]
    public void The_rule_catches_an_operation_without_a_test()
    {
        var tested = SourceFacts.OperationsIn("src/Services/Iam/Users/GetUser.cs", "internal sealed class GetUser\n    : IOperation<GetUserRequest, GetUserResponse>");
        var untested = SourceFacts.OperationsIn("src/Services/Iam/Users/A.cs", "class A(IPort port, int x) : IOperation<ARequest, AResponse>");

        Assert.Equal(
            ["tests/Holdfast.Services.Tests/Iam/Users/ATests.cs"],
            Untested([.. tested, .. untested], ["tests/Holdfast.Services.Tests/Iam/Users/GetUserTests.cs"]));
    }

    [Fact]
    public void Every_operation_class_has_the_name_of_its_operation_and_of_its_file()
        => Findings.None(Misnamed(SourceFacts.Operations));

    [Fact]
    public void The_rule_catches_an_operation_under_another_name()
        => Assert.Equal(["ListUsers", "GetUser"], Misnamed(
        [
            new("src/Services/Iam/Users/GetUser.cs", "GetUser", "ListUsers"),
            new("src/Services/Iam/Users/Users.cs", "GetUser", "GetUser"),
            new("src/Services/Iam/Users/GetUser.cs", "GetUser", "GetUser"),
        ]));

    [Fact]
    public void Every_operation_is_one_that_its_model_knows()
        => Findings.None(Unknown(SourceFacts.Operations));

    [Fact]
    public void The_rule_catches_an_operation_that_its_model_does_not_know()
        => Assert.Equal(["Fly"], Unknown([new("src/Services/Iam/Users/Fly.cs", "Fly", "Fly"), new("src/Services/Iam/Users/GetUser.cs", "GetUser", "GetUser")]));

    [Fact]
    public void No_operation_is_both_implemented_and_excepted()
        => Findings.None(Contradictory(SourceFacts.Operations, ModelFile.All));

    [Fact]
    public void The_rule_catches_an_operation_that_is_both()
    {
        var excepted = ModelFile.All.First(model => model.Exceptions.Count > 0);
        var name = excepted.Exceptions.Keys.First();

        Assert.Equal([name], Contradictory([new($"{excepted.Folder}/Things/{name}.cs", name, name)], ModelFile.All));
    }

    [Fact]
    public void Background_work_is_recognized_with_its_summary()
    {
        const string Text = """
            /// <summary>Rings at noon.</summary>
            /// <remarks>Why.</remarks>
            internal sealed class Bell(IPort port) : ITimerHandler
            """;

        Assert.Equal([new("src/X/Bell.cs", "Bell", "timer", "Rings at noon.")], SourceFacts.WorkIn("src/X/Bell.cs", Text));
    }

    private static IEnumerable<string> Untested(IEnumerable<OperationClass> operations, IReadOnlyCollection<string> files)
        => operations.Select(operation => operation.TestPath).Where(path => !files.Contains(path));

    private static IEnumerable<string> Contradictory(IEnumerable<OperationClass> operations, IEnumerable<ModelFile> models)
        => operations.Where(operation => models.Any(model => model.Folder == operation.ServiceFolder && model.Exceptions.ContainsKey(operation.Operation)))
            .Select(operation => operation.Operation);

    private static IEnumerable<string> Misnamed(IEnumerable<OperationClass> operations)
        => operations.Where(operation => operation.Class != operation.Operation || Path.GetFileNameWithoutExtension(operation.Path) != operation.Class)
            .Select(operation => operation.Operation);

    private static IEnumerable<string> Unknown(IEnumerable<OperationClass> operations)
        => operations.Where(operation => !ModelFile.All.Any(
                model => model.Folder == operation.ServiceFolder && model.Operations.ContainsKey(operation.Operation)))
            .Select(operation => operation.Operation);
}
