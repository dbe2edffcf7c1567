using TuiChat.Discovery.Links;
using TuiChat.Discovery.Wire;

namespace TuiChat.Discovery.Advertising;

/// <summary>
/// Answers questions about an announced service: by multicast after the right delay and never too often, or by unicast to those
/// who asked for it or know nothing else (RFC 6762 §5.4, §6, §7). Pure.
/// </summary>
sealed class QuestionResponder(Random random, Action<OutgoingPacket> send)
{
    readonly UnicastBudget _budget = new();

    /// <summary>Takes in a query on a link where the service is announced.</summary>
    /// <param name="link">The link.</param>
    /// <param name="records">What we have.</param>
    /// <param name="packet">The query.</param>
    /// <param name="isRivalProbe">True when it probes for a name of ours with other data: then we defend it at once.</param>
    /// <param name="now">The time.</param>
    public void OnQuery(AdvertisedLink link, AdvertisedRecords records, IncomingPacket packet, bool isRivalProbe, TimeSpan now)
    {
        DnsMessage query = packet.Message;
        link.Suppress(packet.From.Address, query.Answers);
        if (!packet.IsFromMdnsPort)
        {
            ReplyToLegacy(link, records, packet, now);
            return;
        }

        var later = new List<DnsRecord>();
        var unicast = new List<DnsRecord>();
        var additionals = new List<DnsRecord>();
        foreach (DnsQuestion question in query.Questions)
        {
            (IReadOnlyList<DnsRecord> answers, IReadOnlyList<DnsRecord> more) = records.Answer(question, link.Network);
            answers = [.. answers.Where(answer => !AdvertisedLink.IsKnown(answer, query.Answers))];
            if (answers.Count == 0) continue;
            bool mayUnicast = !isRivalProbe && (!packet.WasMulticast || (question.WantsUnicast && answers.All(answer =>
                link.WasMulticastWithin(TimeSpan.FromSeconds(answer.TtlSeconds / 4), answer, now))));
            (mayUnicast ? unicast : later).AddRange(answers);
            additionals.AddRange(more);
        }

        if (unicast.Count > 0)
        {
            byte[] reply = ResponseWriter.WriteUnicast(query.Id, unicast.Distinct(), additionals.Distinct().Except(unicast));
            Reply(link, packet, reply, now);
        }

        if (later.Count > 0)
            Enqueue(link, records, packet, isRivalProbe, [.. later.Distinct()], [.. additionals.Distinct().Except(later)], now);
    }

    /// <summary>Announces once more, not more often than once a second.</summary>
    public static void SayAgain(AdvertisedLink link, AdvertisedRecords records, TimeSpan now)
    {
        List<DnsRecord> all = [.. records.AllOn(link.Network)];
        TimeSpan due = link.EarliestFor(all, MdnsTiming.OneSecond, now);
        link.Enqueue(new PendingAnswer(due, null, MdnsTiming.OneSecond, all, []));
    }

    /// <summary>Sends the answers whose time has come.</summary>
    public void SendDue(AdvertisedLink link, TimeSpan now)
    {
        if (link.TakeDue(now) is not { } due) return;
        foreach (byte[] bytes in ResponseWriter.WriteMulticast(due.Answers, due.Additionals))
            send(new OutgoingPacket(link.Link, null, false, bytes));
        foreach (DnsRecord record in due.Answers.Concat(due.Additionals)) link.Multicast(record, now);
    }

    void Enqueue(
        AdvertisedLink link, AdvertisedRecords records, IncomingPacket packet, bool isRivalProbe, List<DnsRecord> answers,
        IReadOnlyList<DnsRecord> additionals, TimeSpan now)
    {
        bool isTruncated = packet.Message.IsTruncated;
        bool isShared = answers.Exists(answer => answer.Equals(records.Pointer) || answer.Equals(records.MetaPointer));
        TimeSpan wait = isTruncated ? MdnsTiming.TruncatedDelay(random)
            : isShared && !isRivalProbe ? MdnsTiming.SpreadDelay(random)
            : TimeSpan.Zero;
        TimeSpan interval = isRivalProbe ? MdnsTiming.DefenceInterval : MdnsTiming.OneSecond;
        TimeSpan due = link.EarliestFor(answers.Concat(additionals), interval, now + wait);
        link.Enqueue(new PendingAnswer(due, isTruncated ? packet.From.Address : null, interval, answers, additionals));
        SendDue(link, now);
    }

    void ReplyToLegacy(AdvertisedLink link, AdvertisedRecords records, IncomingPacket packet, TimeSpan now)
    {
        var answers = new List<DnsRecord>();
        var additionals = new List<DnsRecord>();
        foreach (DnsQuestion question in packet.Message.Questions)
        {
            (IReadOnlyList<DnsRecord> found, IReadOnlyList<DnsRecord> more) = records.Answer(question, link.Network);
            answers.AddRange(found.Where(answer => answer.Type != DnsType.Nsec));
            additionals.AddRange(more);
        }

        if (answers.Count == 0) return;
        byte[] bytes = ResponseWriter.WriteLegacy(
            packet.Message.Id, packet.Message.Questions, answers.Distinct(), additionals.Distinct().Except(answers));
        Reply(link, packet, bytes, now);
    }

    // Never to a stranger's network: the source may be forged and we would be somebody's amplifier.
    void Reply(AdvertisedLink link, IncomingPacket packet, byte[] bytes, TimeSpan now)
    {
        if (link.Network.IsOnLink(packet.From.Address) && _budget.TryTake(packet.From.Address, now))
            send(new OutgoingPacket(link.Link, packet.From, false, bytes));
    }
}
