using GenEval.Bench;

List<IBench> benches = [.. typeof(IBench).Assembly.GetTypes()
    .Where(type => type is { IsClass: true, IsAbstract: false } && type.IsAssignableTo(typeof(IBench)))
    .Select(type => (IBench)Activator.CreateInstance(type)!)
    .OrderBy(bench => bench.Name, StringComparer.Ordinal)];
List<IBench> chosen = benches.FindAll(bench => args.Contains(bench.Name, StringComparer.Ordinal));
if (chosen.Count == 0 || chosen.Count != args.Length)
{
    Console.Error.WriteLine("usage: dotnet run --project bench/GenEval.Bench -c Release -- NAME...");
    benches.ForEach(bench => Console.Error.WriteLine($"  {bench.Name,-12} {bench.Summary}"));
    return 2;
}

Console.WriteLine($"{System.Runtime.InteropServices.RuntimeInformation.FrameworkDescription}, {Environment.ProcessorCount} processors, {DateTime.UtcNow:yyyy-MM-dd}");
#if DEBUG
Console.WriteLine("A debug build: the numbers mean nothing. Add -c Release.");
#endif
chosen.ForEach(bench => bench.Run(Console.Out));
return 0;
