using System.Diagnostics;
using System.Globalization;
using System.Text;
using TuiChat.Server.Commands;
using TuiChat.Server.Metrics;

namespace TuiChat.Server.Http;

/// <summary>The figures of the server as text that Prometheus reads (exposition format 0.0.4). Written once.</summary>
sealed class MetricsPage(ServerContext server)
{
    /// <summary>What kind of text it is.</summary>
    public const string ContentType = "text/plain; version=0.0.4; charset=utf-8";

    readonly StringBuilder _text = new();

    /// <summary>All figures now. No names of people or rooms are among them.</summary>
    public string Text()
    {
        var (store, meters) = (server.Store, server.Meters);
        Head("info", "gauge", "Version of the server, always 1.").Row("info", 1, ("version", ServerIdentity.Version));
        One("uptime_seconds", "gauge", "Seconds since the server started.", server.Time.GetElapsedTime(server.Identity.Started).TotalSeconds);
        One("connections", "gauge", "Connections now, those without a hello included.", meters.Connections.Value);
        One("people", "gauge", "People who have said hello.", server.Visitors.Count);
        One("rooms", "gauge", "Rooms that exist.", server.Rooms.Count);
        One("connections_accepted_total", "counter", "Connections accepted.", meters.Accepted.Value);
        One("bytes_received_total", "counter", "Bytes that clients said, without what TLS adds.", meters.BytesReceived.Value);
        One("bytes_sent_total", "counter", "Bytes that clients were sent, without what TLS adds.", meters.BytesSent.Value);
        Head("tls_handshakes_total", "counter", "TLS handshakes.")
            .Row("tls_handshakes_total", meters.Handshakes.Value, ("result", "ok"))
            .Row("tls_handshakes_total", meters.FailedHandshakes.Value, ("result", "failed"));
        One("tls_handshakes_pending", "gauge", "TLS handshakes that have begun and not ended.", meters.PendingHandshakes.Value);
        One("messages_stored_total", "counter", "Events stored.", store.Stored);
        One("deliveries_total", "counter", "Room events brought to members.", server.Rooms.Deliveries.Value);
        Head("refusals_total", "counter", "Requests refused and connections cut, by code.");
        foreach (var (code, count) in meters.Refusals) Row("refusals_total", count, ("code", code));
        One("store_queue_length", "gauge", "Events that wait for the disk.", store.QueueLength);
        One("store_failing", "gauge", "1 when the last write failed.", store.IsFailing ? 1 : 0);
        Histogram("store_write_seconds", "Time of one write to the disk, of all that waited.", store.WriteTimes);
        One("memory_bytes", "gauge", "Resident memory of the process.", Environment.WorkingSet);
        One("cpu_seconds_total", "counter", "Processor time of the process.", Environment.CpuUsage.TotalTime.TotalSeconds);
        One("threads", "gauge", "Threads of the pool.", ThreadPool.ThreadCount);
        One("start_time_seconds", "gauge", "When the process started, seconds since 1970-01-01 UTC.", Started());
        return _text.ToString();
    }

    static double Started()
    {
        using var process = Process.GetCurrentProcess();
        return (process.StartTime.ToUniversalTime() - DateTime.UnixEpoch).TotalSeconds;
    }

    void One(string name, string type, string help, double value) => Head(name, type, help).Row(name, value);

    void Histogram(string name, string help, LatencyHistogram histogram)
    {
        Head(name, "histogram", help);
        var counts = histogram.Cumulative();
        for (var i = 0; i < counts.Length; i++)
        {
            var bound = i < LatencyHistogram.Bounds.Count ? Number(LatencyHistogram.Bounds[i]) : "+Inf";
            Row($"{name}_bucket", counts[i], ("le", bound));
        }
        Row($"{name}_sum", histogram.Sum).Row($"{name}_count", counts[^1]);
    }

    MetricsPage Head(string name, string type, string help)
    {
        _text.Append(CultureInfo.InvariantCulture, $"# HELP tuichat_{name} {help}\n# TYPE tuichat_{name} {type}\n");
        return this;
    }

    MetricsPage Row(string name, double value, (string Name, string Value)? label = null)
    {
        var labels = label is var (key, text) ? $"{{{key}=\"{text}\"}}" : "";
        _text.Append(CultureInfo.InvariantCulture, $"tuichat_{name}{labels} {Number(value)}\n");
        return this;
    }

    static string Number(double value) => value.ToString("R", CultureInfo.InvariantCulture);
}
