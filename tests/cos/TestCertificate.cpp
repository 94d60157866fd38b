#include "tests/cos/TestCertificate.h"

#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509v3.h>

#include <memory>

namespace cosdrop::test {

namespace {

template <auto Free>
struct Freed
{
    template <typename T>
    void operator()(T *value) const
    {
        Free(value);
    }
};

using Key = std::unique_ptr<EVP_PKEY, Freed<EVP_PKEY_free>>;
using Certificate = std::unique_ptr<X509, Freed<X509_free>>;
using Extension = std::unique_ptr<X509_EXTENSION, Freed<X509_EXTENSION_free>>;
using Memory = std::unique_ptr<BIO, Freed<BIO_free_all>>;

QByteArray bytesOf(BIO *memory)
{
    char *data = nullptr;
    const long size = BIO_get_mem_data(memory, &data);
    return {data, static_cast<qsizetype>(size)};
}

void addExtension(X509 *certificate, int name, const char *value)
{
    const Extension extension(X509V3_EXT_conf_nid(nullptr, nullptr, name, value));
    X509_add_ext(certificate, extension.get(), -1);
}

} // namespace

TestCertificate::TestCertificate()
{
    const Key pair(EVP_EC_gen("P-256"));
    const Certificate made(X509_new());
    X509_set_version(made.get(), 2);
    ASN1_INTEGER_set(X509_get_serialNumber(made.get()), 1);
    X509_gmtime_adj(X509_getm_notBefore(made.get()), -3600);
    X509_gmtime_adj(X509_getm_notAfter(made.get()), 3600);
    X509_set_pubkey(made.get(), pair.get());
    X509_NAME *name = X509_get_subject_name(made.get());
    X509_NAME_add_entry_by_txt(name, "CN", MBSTRING_ASC,
                               reinterpret_cast<const unsigned char *>("Cosdrop test"), -1, -1, 0);
    X509_set_issuer_name(made.get(), name);
    addExtension(made.get(), NID_subject_alt_name, "IP:127.0.0.1");
    addExtension(made.get(), NID_basic_constraints, "critical,CA:TRUE");
    X509_sign(made.get(), pair.get(), EVP_sha256());

    const Memory certificateText(BIO_new(BIO_s_mem()));
    PEM_write_bio_X509(certificateText.get(), made.get());
    certificate = QSslCertificate(bytesOf(certificateText.get()), QSsl::Pem);
    const Memory keyText(BIO_new(BIO_s_mem()));
    PEM_write_bio_PrivateKey(keyText.get(), pair.get(), nullptr, nullptr, 0, nullptr, nullptr);
    key = QSslKey(bytesOf(keyText.get()), QSsl::Ec, QSsl::Pem);
}

} // namespace cosdrop::test
