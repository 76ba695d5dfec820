using System.Runtime.CompilerServices;
using GenEval.Models;
using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace GenEval.Cli;

/// <summary>
/// Sends traces and metrics of calls to a collector when asked: by <c>--otlp URL</c>, or by OpenTelemetry's own environment variables
/// (OTEL_EXPORTER_OTLP_ENDPOINT and its kin). Nothing of it is even loaded otherwise.
/// </summary>
internal static class Telemetry
{
    private const int GrpcPort = 4317;

    private static readonly string[] s_asked = ["OTEL_EXPORTER_OTLP_ENDPOINT", "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT", "OTEL_EXPORTER_OTLP_METRICS_ENDPOINT"];

    /// <summary>Starts sending; what is disposed of sends the rest. Null where nobody asked.</summary>
    /// <exception cref="GenEvalException">The address is none.</exception>
    public static IDisposable? Start(string? url)
    {
        Uri? collector = null;
        if (url is not null && (!Uri.TryCreate(url, UriKind.Absolute, out collector) || collector.Scheme is not ("http" or "https")))
        {
            throw new GenEvalException("The address of --otlp is no http(s) address.") { Id = "EndpointInvalid", Action = "Give the collector's base address, such as http://localhost:4318." };
        }

        return collector is not null || s_asked.Any(name => Environment.GetEnvironmentVariable(name) is { Length: > 0 }) ? Build(collector) : null;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static IDisposable Build(Uri? collector)
    {
        string? version = typeof(Telemetry).Assembly.GetName().Version?.ToString(3);
        return new Providers(
            Sdk.CreateTracerProviderBuilder().ConfigureResource(Describe).AddSource(ModelTelemetry.Name).AddOtlpExporter(o => Address(o, "traces")).Build(),
            Sdk.CreateMeterProviderBuilder().ConfigureResource(Describe).AddMeter(ModelTelemetry.Name).AddOtlpExporter(o => Address(o, "metrics")).Build());

        void Describe(ResourceBuilder resource) => resource.AddService("geneval", serviceVersion: version).AddEnvironmentVariableDetector();

        // What the environment says holds where no address was given; the port says the protocol, as everywhere with OpenTelemetry.
        void Address(OtlpExporterOptions options, string signal)
        {
            if (collector is not null)
            {
                bool grpc = collector.Port == GrpcPort;
                options.Protocol = grpc ? OtlpExportProtocol.Grpc : OtlpExportProtocol.HttpProtobuf;
                options.Endpoint = grpc ? collector : new Uri($"{collector.AbsoluteUri.TrimEnd('/')}/v1/{signal}");
            }
        }
    }

    private sealed class Providers(TracerProvider traces, MeterProvider metrics) : IDisposable
    {
        private const int PatienceMilliseconds = 5000;

        // A collector that is away must not hold up the end of a run.
        public void Dispose()
        {
            traces.Shutdown(PatienceMilliseconds);
            metrics.Shutdown(PatienceMilliseconds);
            traces.Dispose();
            metrics.Dispose();
        }
    }
}
