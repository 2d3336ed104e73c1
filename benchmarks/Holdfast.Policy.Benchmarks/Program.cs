using System.Diagnostics;
using Holdfast.Policy.Benchmarks;
using Holdfast.Policy.Evaluation;
using Holdfast.Policy.Explanation;

var workload = Workload.Read(File.ReadAllBytes(args[0]));
var with = workload.Compile().Prepare();
var without = with with { Resource = null };
var principal = PrincipalDescriptor.User(workload.Principal, workload.Account);
var typed = workload.Requests.Select(r => workload.Typed(r, principal)).ToArray();
var sink = 0L;
foreach (var g in typed.Select((q, i) => Evaluator.Evaluate(q, workload.Requests[i].HasResourcePolicy ? with : without).Outcome).GroupBy(o => o))
{
    Console.WriteLine($"{g.Key}: {g.Count()}");
}

if (args.Length > 1) { var rounds = int.Parse(args[1], System.Globalization.CultureInfo.InvariantCulture); for (var k = 0; k < rounds; k++) { for (var i = 0; i < typed.Length; i++) { sink += (int)(workload.Requests[i].HasResourcePolicy ? Evaluator.Evaluate(typed[i], in with) : Evaluator.Evaluate(typed[i], in without)).Outcome; } } return; }
Measure("typed", () =>
{
    for (var i = 0; i < typed.Length; i++)
    {
        sink += (int)(workload.Requests[i].HasResourcePolicy
            ? Evaluator.Evaluate(typed[i], in with)
            : Evaluator.Evaluate(typed[i], in without)).Outcome;
    }
});

var scratch = new AuthorizationRequest();
Measure("strings", () =>
{
    foreach (var r in workload.Requests)
    {
        scratch.Reset();
        scratch.Principal = principal;
        scratch.Action = ActionName.Parse(r.Action);
        scratch.Resource = r.Resource;
        scratch.ResourceAccount = workload.Account;
        foreach (var (key, text, texts) in r.Context)
        {
            scratch.Context.Set(key, text is null
                ? Holdfast.Policy.Conditions.ContextValue.Of(texts!)
                : Holdfast.Policy.Conditions.ContextValue.Of(text));
        }

        sink += (int)(r.HasResourcePolicy ? Evaluator.Evaluate(scratch, in with) : Evaluator.Evaluate(scratch, in without)).Outcome;
    }
});
Measure("explained", () =>
{
    for (var i = 0; i < typed.Length; i++)
    {
        sink += Explainer.Explain(typed[i], workload.Requests[i].HasResourcePolicy ? with : without).Statements.Length;
    }
});
GC.KeepAlive(sink);
{
    var t = new double[51];
    for (var i = 0; i < t.Length; i++)
    {
        var s0 = Stopwatch.GetTimestamp();
        foreach (var text in workload.Identity)
        {
            GC.KeepAlive(Workload.Compile(text, "x"));
        }

        t[i] = Stopwatch.GetElapsedTime(s0).TotalMicroseconds;
    }

    Array.Sort(t);
    Console.WriteLine($"parse and compile: {t[25] / 100:F2} us per statement");
    var before = GC.GetTotalMemory(true);
    var keep = new List<CompiledPolicy>();
    for (var i = 0; i < 10_000; i++)
    {
        keep.Add(Workload.Compile(workload.Identity[i % 10].Replace("Sid\": \"S", $"Sid\": \"S{i}x", StringComparison.Ordinal), "p" + i));
    }

    Console.WriteLine($"10,000 policies of 10 statements: {(GC.GetTotalMemory(true) - before) / 1048576.0:F1} MiB");
    GC.KeepAlive(keep);
}

void Measure(string name, Action round)
{
    for (var i = 0; i < 300; i++) { round(); }
    System.Threading.Thread.SpinWait(1000);
    for (var i = 0; i < 300; i++) { round(); }
    var t = new double[301];
    var a0 = GC.GetAllocatedBytesForCurrentThread();
    for (var i = 0; i < t.Length; i++)
    {
        var s = Stopwatch.GetTimestamp();
        round();
        t[i] = Stopwatch.GetElapsedTime(s).TotalNanoseconds / typed.Length;
    }

    var alloc = GC.GetAllocatedBytesForCurrentThread() - a0;
    Array.Sort(t);
    Console.WriteLine($"{name}: median {t[150]:F0} ns/decision, best {t[0]:F0}, {alloc / 301.0 / typed.Length:F1} bytes");
}
