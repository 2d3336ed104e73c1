using System.Text;
using Holdfast.PolicyCases;

if (args.Length == 0)
{
    Console.Error.WriteLine("usage: Holdfast.PolicyCases FILE...   (schemas policy-case/1 and policy-validation/1)");
    return 2;
}

using var output = new StreamWriter(Console.OpenStandardOutput(), new UTF8Encoding(false));
var (run, met) = (0, 0);
foreach (var file in args)
{
    foreach (var result in CaseFile.Run(File.ReadAllBytes(file)))
    {
        output.WriteLine(result.Line);
        run++;
        met += result.IsMet ? 1 : 0;
        if (!result.IsMet)
        {
            Console.Error.WriteLine($"not as expected: {result.Id}");
        }
    }
}

output.Flush();
Console.Error.WriteLine($"{run} cases, {met} as expected");
return 0;
