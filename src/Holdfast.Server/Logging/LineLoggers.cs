using System.Globalization;
using Microsoft.Extensions.Logging;

namespace Holdfast.Server.Logging;

/// <summary>Logs a line for each event to a writer: instant, level, category, message. It costs nothing below its level.</summary>
internal sealed class LineLoggers(TextWriter output, LogLevel least, TimeProvider time) : ILoggerFactory
{
    private readonly Lock _gate = new();

    /// <inheritdoc/>
    public ILogger CreateLogger(string categoryName) => new LineLogger(this, categoryName, LeastOf(categoryName));

    /// <inheritdoc/>
    public void AddProvider(ILoggerProvider provider)
        => throw new NotSupportedException("Lines are written to one place.");

    /// <inheritdoc/>
    public void Dispose()
    {
    }

    // Kestrel tells of every connection where the gate tells of requests, and warns of HTTP/2 without TLS, which the gate sees to.
    private LogLevel LeastOf(string category)
        => category.StartsWith("Microsoft.", StringComparison.Ordinal) && least is > LogLevel.Trace and < LogLevel.Error ? LogLevel.Error : least;

    private void Write(LogLevel level, string category, string message, Exception? exception)
    {
        var now = time.GetUtcNow().UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
        var reason = exception is null ? "" : $" | {exception}";

        // One event is one line, so that nothing a client sent can look like another event.
        var line = $"{now} {level} {category}: {message}{reason}".ReplaceLineEndings("\\n");
        lock (_gate)
        {
            output.WriteLine(line);
        }
    }

    private sealed class LineLogger(LineLoggers lines, string category, LogLevel least) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull
            => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= least && logLevel != LogLevel.None;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (IsEnabled(logLevel))
            {
                lines.Write(logLevel, category, formatter(state, exception), exception);
            }
        }
    }
}
