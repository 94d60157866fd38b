#pragma once

#include "tests/ui/DrawnContrast.h"
#include "tests/ui/Snapshots.h"
#include "tests/ui/WindowBench.h"
#include "tests/ui/Words.h"
#include "ui/Resources.h"
#include "ui/settings/Appearance.h"
#include "ui/settings/SettingsStore.h"

#include <QApplication>
#include <QStyleFactory>
#include <QTemporaryDir>
#include <QTest>

#include <memory>

namespace cosdrop::test {

/// What tests that look at colours share: the palettes of a desktop, and a window with a row of
/// each kind.
class PaletteTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:

    void initTestCase()
    {
        useResources();
        useLanguage(QLocale(QLocale::English));
        QLocale::setDefault(QLocale(QLocale::English));
        // Not the platform's own, so that the colours are those of the palette.
        QApplication::setStyle(QStyleFactory::create(QStringLiteral("Fusion")));
    }

    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_settings = std::make_unique<SettingsStore>(m_folder->filePath(QStringLiteral("s.ini")));
        m_appearance = std::make_unique<Appearance>(m_settings.get());
    }

    void cleanup()
    {
        m_appearance.reset();
        m_settings.reset();
        QApplication::setPalette(QPalette());
    }

protected:
    /// The one of the test's row; see addPalettes().
    void usePalette()
    {
        QFETCH(QPalette, palette);
        QFETCH(QString, theme);
        if (theme == QLatin1String("system"))
            QApplication::setPalette(palette);
        else
            m_settings->set(Setting::Theme, theme);
    }

    static void fill(WindowBench &bench)
    {
        bench.open();
        bench.change({snapshot(1, QStringLiteral("a.txt"), UploadState::Sending, 100, 50),
                      snapshot(2, QStringLiteral("b.txt"), UploadState::Paused, 100, 50),
                      finished(3, QStringLiteral("c.txt")),
                      failed(4, QStringLiteral("d.txt"), ErrorKind::NoSuchBucket),
                      snapshot(5, QStringLiteral("e.txt"), UploadState::Cancelled),
                      asking(6, QStringLiteral("f.txt"), Question::Kind::ObjectExists),
                      snapshot(7, QStringLiteral("g.txt"), UploadState::Queued)});
    }

    SettingsStore *settings() const { return m_settings.get(); }

private:
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<SettingsStore> m_settings;
    std::unique_ptr<Appearance> m_appearance;
};

} // namespace cosdrop::test
