#pragma once

#include "ui/settings/SettingsPages.h"

#include <QDialog>

class QListWidget;
class QPushButton;
class QStackedWidget;

namespace cosdrop {

class ProxySecret;
class SettingsForm;
class SettingsStore;
class SpeedGovernor;

/// What can be set, in pages. Each change counts at once; there is nothing to confirm.
/// Thread: the window's.
class SettingsDialog final : public QDialog
{
    Q_OBJECT

public:
    enum Page { General, Uploads, Speed, Network, Links };
    Q_ENUM(Page)

    struct Sources
    {
        SettingsStore *settings;
        SpeedGovernor *speed;
        ProxySecret *proxySecret;
        DesktopAbilities abilities;
    };

    /// What the sources point to outlives the dialog.
    explicit SettingsDialog(const Sources &sources, QWidget *parent = nullptr);

    void showPage(Page page);
    Page currentPage() const;
    SettingsForm *page(Page page) const;

    QPushButton *restoreButton() const { return m_restore; }

protected:
    void changeEvent(QEvent *event) override;

private:
    void fill();
    void fillAnew();
    void addPage(SettingsForm *page, const QString &title);

    Sources m_sources;
    QListWidget *m_list;
    QStackedWidget *m_pages;
    QPushButton *m_restore;
    QPushButton *m_close;
};

} // namespace cosdrop
