using TuiChat.Discovery.Links;
using TuiChat.Discovery.Wire;

namespace TuiChat.Discovery.Advertising;

/// <summary>The records of one service under its present names. Immutable; pure.</summary>
sealed class AdvertisedRecords
{
    // RFC 6762 §10: records with a host in name or data live 2 minutes, others 75.
    const uint HostTtlSeconds = 120;
    const uint OtherTtlSeconds = 4500;
    static readonly DnsName MetaName = DnsName.FromDotted("_services._dns-sd._udp.local");

    /// <param name="profile">What is announced.</param>
    /// <param name="instanceLabel">The instance name in use.</param>
    /// <param name="hostLabel">The host name in use, without domain.</param>
    public AdvertisedRecords(ServiceProfile profile, string instanceLabel, string hostLabel)
    {
        DnsName type = DnsName.FromDotted(profile.Type + ".local");
        Label = instanceLabel;
        Instance = type.Prepend(instanceLabel);
        Host = DnsName.FromLabels(hostLabel, "local");
        Pointer = new DnsRecord(type, OtherTtlSeconds, false, new RecordData.Pointer(Instance));
        MetaPointer = new DnsRecord(MetaName, OtherTtlSeconds, false, new RecordData.Pointer(type));
        Server = new DnsRecord(Instance, HostTtlSeconds, true, new RecordData.Server(0, 0, (ushort)profile.Port, Host));
        Text = new DnsRecord(Instance, OtherTtlSeconds, true, new RecordData.Text(profile.Text.Wire));
    }

    /// <summary>The instance name as text.</summary>
    public string Label { get; }

    /// <summary>The instance name.</summary>
    public DnsName Instance { get; }

    /// <summary>The host name.</summary>
    public DnsName Host { get; }

    /// <summary>From the type to the instance: the one shared record, never with a flush bit.</summary>
    public DnsRecord Pointer { get; }

    /// <summary>From the list of all types to ours (RFC 6763 §9).</summary>
    public DnsRecord MetaPointer { get; }

    /// <summary>Host and port.</summary>
    public DnsRecord Server { get; }

    /// <summary>The attributes.</summary>
    public DnsRecord Text { get; }

    /// <summary>The address records for one interface: only addresses that are valid there (RFC 6762 §6.2).</summary>
    public IEnumerable<DnsRecord> AddressesOn(NetworkLink link) =>
        link.AnnouncedAddresses.Select(address => new DnsRecord(Host, HostTtlSeconds, true, new RecordData.Host(address)));

    /// <summary>The records nobody else may have: what is probed for.</summary>
    public IEnumerable<DnsRecord> UniqueOn(NetworkLink link) => [Server, Text, .. AddressesOn(link)];

    /// <summary>Everything that is announced, and taken back at the end.</summary>
    public IEnumerable<DnsRecord> AllOn(NetworkLink link) => [Pointer, .. UniqueOn(link)];

    /// <summary>
    /// The answers to a question on one interface, and the records the asker will want next (RFC 6763 §12). A type that one of
    /// our names does not have is denied (RFC 6762 §6.1).
    /// </summary>
    public (IReadOnlyList<DnsRecord> Answers, IReadOnlyList<DnsRecord> Additionals) Answer(DnsQuestion question, NetworkLink link)
    {
        DnsRecord[] addresses = [.. AddressesOn(link)];
        if (question.Name.Equals(Pointer.Name) && question.Accepts(DnsType.Ptr)) return ([Pointer], [Server, Text, .. addresses]);
        if (question.Name.Equals(MetaName) && question.Accepts(DnsType.Ptr)) return ([MetaPointer], []);
        if (question.Name.Equals(Instance)) return AnswerFrom([Server, Text], question, addresses, question.Accepts(DnsType.Srv));
        if (question.Name.Equals(Host)) return AnswerFrom(addresses, question, addresses, true);
        return ([], []);
    }

    static (IReadOnlyList<DnsRecord> Answers, IReadOnlyList<DnsRecord> Additionals) AnswerFrom(
        DnsRecord[] records, DnsQuestion question, DnsRecord[] addresses, bool needsAddresses)
    {
        DnsRecord[] answers = [.. records.Where(record => question.Accepts(record.Type))];
        if (answers.Length > 0) return (answers, needsAddresses ? [.. addresses.Except(answers)] : []);
        DnsType[] types = [.. records.Select(record => record.Type).Distinct()];
        var denial = new DnsRecord(question.Name, HostTtlSeconds, true, new RecordData.Negative(question.Name, types));
        return ([denial], question.Type is DnsType.A or DnsType.Aaaa ? records : []);
    }
}
