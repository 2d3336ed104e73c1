using System.Diagnostics;
using System.Globalization;
using Holdfast.Policy.Benchmarks;
using Holdfast.Policy.Conditions;
using Holdfast.Policy.Evaluation;
using Holdfast.Policy.Explanation;

// dotnet run -c Release --project benchmarks/Holdfast.Policy.Benchmarks [-- workload.json]
CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
var workload = Workload.Read(args.Length > 0 ? File.ReadAllBytes(args[0]) : WorkloadGenerator.Make());
var requests = workload.Requests;
var with = workload.Compile().Prepare();
var without = with with { Resource = null };
var principal = PrincipalDescriptor.User(workload.Principal, workload.Account);
var typed = requests.Select(r => workload.Typed(r, principal)).ToArray();
var floor = new Floor(workload);
var floorTyped = requests.Select(floor.Typed).ToArray();
var floorValues = new object?[64];
var scratch = new AuthorizationRequest();
var sink = 0L;

var same = requests.Where((r, i) => floor.Decide(r, floorValues) == Decide(typed[i], r).IsAllowed).Count();
Console.WriteLine($"{requests.Length} requests, {requests.Length - same} on which floor and judge differ");
foreach (var group in typed.Select((q, i) => Decide(q, requests[i]).Outcome).GroupBy(static o => o))
{
    Console.WriteLine($"  {group.Key}: {group.Count()}");
}

ReportPair("typed", Measurement.Of(requests.Length, FloorTyped, JudgeTyped));
ReportPair("text", Measurement.Of(requests.Length, FloorText, JudgeText));
Report("judge, explained", Measurement.Of(requests.Length, JudgeExplained)[0], null);
GC.KeepAlive(sink);
ReportCompiling();

void FloorTyped()
{
    foreach (var (candidates, resource, hasPolicy, values) in floorTyped)
    {
        sink += floor.Decide(candidates, resource, hasPolicy, values) ? 1 : 0;
    }
}

void JudgeTyped()
{
    for (var i = 0; i < typed.Length; i++)
    {
        sink += (int)Decide(typed[i], requests[i]).Outcome;
    }
}

void FloorText()
{
    foreach (var request in requests)
    {
        sink += floor.Decide(request, floorValues) ? 1 : 0;
    }
}

void JudgeText()
{
    foreach (var request in requests)
    {
        sink += (int)Decide(Fill(request), request).Outcome;
    }
}

void JudgeExplained()
{
    for (var i = 0; i < typed.Length; i++)
    {
        sink += Explainer.Explain(typed[i], requests[i].HasResourcePolicy ? with : without).Statements.Length;
    }
}

Decision Decide(AuthorizationRequest request, TextRequest source) =>
    source.HasResourcePolicy ? Evaluator.Evaluate(request, in with) : Evaluator.Evaluate(request, in without);

AuthorizationRequest Fill(TextRequest source)
{
    scratch.Reset();
    scratch.Principal = principal;
    scratch.Action = ActionName.Parse(source.Action);
    scratch.Resource = source.Resource;
    scratch.ResourceAccount = workload.Account;
    foreach (var (key, text, texts) in source.Context)
    {
        scratch.Context.Set(key, text is null ? ContextValue.Of(texts!) : ContextValue.Of(text));
    }

    return scratch;
}

void ReportCompiling()
{
    var statements = workload.Identity.Sum(static t => Workload.Compile(t, "p").StatementCount);
    void Compile() => sink += workload.Identity.Sum(static t => Workload.Compile(t, "p").StatementCount);
    var compiling = Measurement.Of(statements, Compile)[0];
    Console.WriteLine($"parse and compile: {compiling.Nanoseconds / 1000:F2} us per statement");

    var before = GC.GetTotalMemory(forceFullCollection: true);
    var kept = new CompiledPolicy[10_000];
    for (var i = 0; i < kept.Length; i++)
    {
        kept[i] = Workload.Compile(
            workload.Identity[i % workload.Identity.Length].Replace("bucket", $"bucket{i}", StringComparison.Ordinal),
            $"p{i}");
    }

    Console.WriteLine($"{kept.Length} policies compiled: {(GC.GetTotalMemory(forceFullCollection: true) - before) / 1048576.0:F1} MiB");
    var start = Stopwatch.GetTimestamp();
    GC.KeepAlive(with.Prepare());
    Console.WriteLine($"preparing a principal: {Stopwatch.GetElapsedTime(start).TotalMicroseconds:F0} us");
    GC.KeepAlive(kept);
}

static void ReportPair(string kind, Measurement.Result[] pair)
{
    Report($"floor, {kind}", pair[0], null);
    Report($"judge, {kind}", pair[1], pair[0]);
}

static void Report(string name, Measurement.Result result, Measurement.Result? floor)
{
    var ratio = floor is { } f ? $"   {result.Nanoseconds / f.Nanoseconds:F1} x the floor" : "";
    Console.WriteLine($"{name,-18} {result.Nanoseconds,7:F0} ns {result.Bytes,8:F1} bytes{ratio}");
}
