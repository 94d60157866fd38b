#include "ui/ErrorText.h"

#include <QCoreApplication>

namespace cosdrop {

namespace {

class Words
{
    Q_DECLARE_TR_FUNCTIONS(cosdrop::ErrorText)

public:
    static ErrorText ofJournal(const QString &detail);
    static ErrorText ofRefusal(const Error &error);
    static ErrorText of(const Error &error);
};

ErrorText Words::ofJournal(const QString &detail)
{
    if (detail.startsWith(QLatin1String("locked:"))) {
        return {tr("Another program, perhaps cosdrop-cli, is using this queue."),
                tr("Wait until it has ended, or close it, and try again.")};
    }
    if (detail.startsWith(QLatin1String("newer:"))) {
        return {tr("The saved queue was written by a newer version of Cosdrop."),
                tr("Install that version again, or start with another state folder.")};
    }
    if (detail.startsWith(QLatin1String("readonly:"))) {
        return {tr("The state folder cannot be written."),
                tr("Allow writing to it, or start with another state folder.")};
    }
    if (detail.startsWith(QLatin1String("full:"))) {
        return {tr("The disk with the state folder is full, so the queue cannot be saved."),
                tr("Free some space. Uploads go on, but a restart would not know of them.")};
    }
    return {tr("The queue cannot be saved to the state folder."),
            tr("Check the disk. Uploads go on, but a restart would not know of them.")};
}

ErrorText Words::ofRefusal(const Error &error)
{
    if (error.code == 0) {
        return {tr("The server refused the request with HTTP status %1.").arg(error.httpStatus),
                tr("Check that the address is that of a COS bucket, then retry.")};
    }
    return {
        tr("The server refused the request with code %1.").arg(error.code),
        tr("Its message and request_id are in the details; COS support can tell more by them.")};
}

// One exhaustive switch without a default, long as it is: it is a table, and the compiler tells
// which kind lacks its words.
ErrorText Words::of(const Error &error)
{
    switch (error.kind) {
    case ErrorKind::FileMissing:
        return {tr("There is no file at this path."),
                tr("Check the path, or put the file back, and retry; or remove it from the list.")};
    case ErrorKind::FileUnreadable:
        return {tr("The file cannot be read."),
                tr("Allow reading it, or close the program that holds it, and retry.")};
    case ErrorKind::NotRegularFile:
        return {tr("This is a device, a pipe or a link to nothing, not a file."),
                tr("Only files and folders can be uploaded. Remove it from the list.")};
    case ErrorKind::FileChanged:
        return {tr("The file kept changing while it was being sent."),
                tr("Wait until no program writes to it any more, then retry.")};
    case ErrorKind::IllegalName:
        return {tr("COS does not allow this name."),
                tr("Rename the file without ? * : | \\ < > \" and control characters, then add it "
                   "again.")};

    case ErrorKind::Offline:
        return {tr("There is no network."),
                tr("The upload goes on by itself when the network is back.")};
    case ErrorKind::HostNotFound:
        return {tr("The server's name is not known on this network."),
                tr("Check the region or endpoint of the account, and the network.")};
    case ErrorKind::ConnectionRefused:
        return {tr("The server takes no connections at this address."),
                tr("Check the endpoint and its port, or try again later.")};
    case ErrorKind::ConnectionLost:
        return {tr("The connection to the server was lost."),
                tr("Check the network, then retry. What was sent is kept.")};
    case ErrorKind::Timeout:
        return {tr("The server did not answer in time."),
                tr("Check the network, then retry. What was sent is kept.")};
    case ErrorKind::TlsFailed:
        return {tr("No safe connection to the server could be made."),
                tr("Check this computer's date and time, and the endpoint: its certificate must "
                   "match it.")};
    case ErrorKind::ProxyFailed:
        return {tr("The proxy did not let the connection through."),
                tr("Check the proxy's address and login in the settings, or those of the system "
                   "where its proxy is used.")};

    case ErrorKind::NotCos:
        return {tr("This address does not answer like COS."),
                tr("Check the region or endpoint. A login page of the network can be in between.")};
    case ErrorKind::Redirected:
        return {tr("The server sent the request on to another address, which is not followed."),
                tr("Check the endpoint, and whether it is to begin with http or https.")};
    case ErrorKind::GarbledReply:
        return {tr("The server's answer arrived incomplete or garbled."),
                tr("Retry. If it happens again, something between here and the server changes the "
                   "answers.")};

    case ErrorKind::KeysMissing:
        return {tr("There are no keys for this account."),
                tr("Enter its SecretId and SecretKey, then retry.")};
    case ErrorKind::KeyUnknown:
        return {tr("The server does not know this SecretId."),
                tr("Check the SecretId in the account; it may have been deleted or disabled.")};
    case ErrorKind::SignatureWrong:
        return {tr("The SecretKey does not fit the SecretId."),
                tr("Enter the SecretKey of the account again, then retry.")};
    case ErrorKind::SignatureExpired:
        return {tr("The server holds the signature to be expired."),
                tr("Check this computer's date, time and time zone, then retry.")};
    case ErrorKind::SignatureBucketMismatch:
        return {tr("The signature is for another bucket."),
                tr("Check the bucket's name in the account, then retry.")};
    case ErrorKind::SignatureFileMismatch:
        return {tr("The signature is for another path."),
                tr("Check the folder in the account: the keys may be good for one folder only.")};
    case ErrorKind::AppIdWrong:
        return {tr("The appid does not fit these keys."),
                tr("Check the appid in the account; it is the number at the end of the bucket's "
                   "host name.")};
    case ErrorKind::SignatureAbsent:
        return {tr("The server saw no signature in the request."),
                tr("A proxy may have taken it out. Retry on another network.")};

    case ErrorKind::NoSuchBucket:
        return {tr("There is no such bucket here."), tr("Check the bucket's name and the region.")};
    case ErrorKind::BucketNameMalformed:
        return {tr("The server does not take this as a bucket's name."),
                tr("Check the bucket's name in the account; it goes without the appid.")};
    case ErrorKind::ParentMissing:
        return {tr("The folder in the bucket could not be made."),
                tr("Check that the keys may write there, then retry.")};
    case ErrorKind::DirectoryNotEmpty:
        return {tr("There is a folder of this name in the bucket, and it is not empty."),
                tr("Upload under another name, or to another folder.")};
    case ErrorKind::PathConflict:
        return {tr("A folder, or a file in place of a folder, is already at this path."),
                tr("Upload under another name, or to another folder.")};
    case ErrorKind::IllegalPath:
        return {tr("The server does not allow this path."),
                tr("Check the names of the folder and the file for unusual characters.")};
    case ErrorKind::ObjectExists:
        return {tr("Another file is already at this path."),
                tr("Choose whether to overwrite it, skip this file, or keep both.")};
    case ErrorKind::NotFound:
        return {tr("The server does not have what was asked for."),
                tr("It may have been deleted meanwhile. Retry to upload it again.")};
    case ErrorKind::HashMismatch:
        return {tr("What arrived at the server is not what was sent."),
                tr("Retry. If it happens again, check the disk and the network.")};
    case ErrorKind::SizeMismatch:
        return {tr("The server did not get the whole file."),
                tr("Retry: only what is missing is sent.")};
    case ErrorKind::SliceSizeRefused:
        return {tr("The server does not take slices of this size."),
                tr("Retry. If it happens again, please report it with the details.")};
    case ErrorKind::SameFileUnfinished:
        return {tr("This file's upload was begun before and could not be continued."),
                tr("Retry in a while.")};
    case ErrorKind::OtherFileUnfinished:
        return {tr("Another upload is unfinished at this path."),
                tr("Choose whether to discard it, use another name, or leave it.")};
    case ErrorKind::UploadPartsMalformed:
        return {
            tr("The server did not take the list of check sums."),
            tr("Retry. If it happens again, cosdrop-cli with --no-hash sends without check sums.")};
    case ErrorKind::BadParameters:
        return {tr("The server did not understand the request."),
                tr("This is a fault of Cosdrop. Please report it with the details.")};
    case ErrorKind::ShaMissingAtFinish:
        return {tr("The server missed the check sum at the end of the upload."),
                tr("This is a fault of Cosdrop. Please report it with the details.")};

    case ErrorKind::TooFrequent:
        return {tr("The server asks for fewer requests."), tr("Retry in a while.")};
    case ErrorKind::StoreFailed:
        return {tr("The server could not store the data."),
                tr("Retry in a while; this is trouble on the server's side.")};
    case ErrorKind::BackendNetwork:
        return {tr("The server has trouble inside its own network."),
                tr("Retry in a while; this is trouble on the server's side.")};
    case ErrorKind::ServerTrouble:
        return {tr("The server is in trouble."),
                tr("Retry in a while; this is trouble on the server's side.")};
    case ErrorKind::Refused:
        return ofRefusal(error);

    case ErrorKind::VerifyFailed:
        return {tr("The object on the server is not the file that was sent."),
                tr("Retry to upload it again; do not use what is there now.")};
    case ErrorKind::JournalFailed:
        return ofJournal(error.detail);
    case ErrorKind::Internal:
        return {tr("Something went wrong inside Cosdrop."),
                tr("Retry. If it happens again, please report it with the details.")};
    }
    Q_UNREACHABLE();
}

} // namespace

ErrorText errorText(const Error &error)
{
    return Words::of(error);
}

} // namespace cosdrop
