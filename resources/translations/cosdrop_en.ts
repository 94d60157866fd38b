<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>cosdrop::AccountDesk</name>
    <message numerus="yes">
        <source>%n uploads failed: %1</source>
        <translation>
            <numerusform>%n upload failed: %1</numerusform>
            <numerusform>%n uploads failed: %1</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>cosdrop::AccountFiles</name>
    <message numerus="yes">
        <source>%n accounts were imported. Keys are not in such a file.</source>
        <translation>
            <numerusform>%n account was imported. Keys are not in such a file.</numerusform>
            <numerusform>%n accounts were imported. Keys are not in such a file.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n accounts were written to %1, without their keys.</source>
        <translation>
            <numerusform>%n account was written to %1, without its keys.</numerusform>
            <numerusform>%n accounts were written to %1, without their keys.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>cosdrop::BatchCopier</name>
    <message numerus="yes">
        <source>%Ln links copied</source>
        <translation>
            <numerusform>%Ln link copied</numerusform>
            <numerusform>%Ln links copied</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln links are ready</source>
        <translation>
            <numerusform>%Ln link is ready</numerusform>
            <numerusform>%Ln links are ready</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>cosdrop::BatchNotices</name>
    <message numerus="yes">
        <source>%n uploads failed.</source>
        <translation>
            <numerusform>%n upload failed.</numerusform>
            <numerusform>%n uploads failed.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n uploads wait for an answer.</source>
        <translation>
            <numerusform>%n upload waits for an answer.</numerusform>
            <numerusform>%n uploads wait for an answer.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n files uploaded</source>
        <translation>
            <numerusform>%n file uploaded</numerusform>
            <numerusform>%n files uploaded</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Copy %n links</source>
        <translation>
            <numerusform>Copy link</numerusform>
            <numerusform>Copy %n links</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>cosdrop::DetailsPane</name>
    <message numerus="yes">
        <source>%n uploads are selected.</source>
        <translation>
            <numerusform>%n upload is selected.</numerusform>
            <numerusform>%n uploads are selected.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n on their way</source>
        <translation>
            <numerusform>%n on its way</numerusform>
            <numerusform>%n on their way</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>cosdrop::DroppedFiles</name>
    <message numerus="yes">
        <source>%n items</source>
        <translation>
            <numerusform>%n item</numerusform>
            <numerusform>%n items</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n folders</source>
        <translation>
            <numerusform>%n folder</numerusform>
            <numerusform>%n folders</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n files, %1</source>
        <translation>
            <numerusform>%n file, %1</numerusform>
            <numerusform>%n files, %1</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>cosdrop::EngineNotices</name>
    <message numerus="yes">
        <source>%n minutes</source>
        <translation>
            <numerusform>%n minute</numerusform>
            <numerusform>%n minutes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n hours</source>
        <translation>
            <numerusform>%n hour</numerusform>
            <numerusform>%n hours</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n items could not be read and were left out: %1</source>
        <translation>
            <numerusform>%n item could not be read and was left out: %1</numerusform>
            <numerusform>%n items could not be read and were left out: %1</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>cosdrop::Intake</name>
    <message numerus="yes">
        <source>Looking through folders: %Ln files so far, %1.</source>
        <translation>
            <numerusform>Looking through folders: %Ln file so far, %1.</numerusform>
            <numerusform>Looking through folders: %Ln files so far, %1.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln files added, %1</source>
        <translation>
            <numerusform>%Ln file added, %1</numerusform>
            <numerusform>%Ln files added, %1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n empty folders left out</source>
        <translation>
            <numerusform>%n empty folder left out</numerusform>
            <numerusform>%n empty folders left out</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n links to folders left out</source>
        <translation>
            <numerusform>%n link to a folder left out</numerusform>
            <numerusform>%n links to folders left out</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n items that are no files left out</source>
        <translation>
            <numerusform>%n item that is no file left out</numerusform>
            <numerusform>%n items that are no files left out</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n items wait for an account to upload them to.</source>
        <translation>
            <numerusform>%n item waits for an account to upload it to.</numerusform>
            <numerusform>%n items wait for an account to upload them to.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n items were for the account “%1”, which is gone, and were not added.</source>
        <extracomment>%1 is the name of an account</extracomment>
        <translation>
            <numerusform>%n item was for the account “%1”, which is gone, and was not added.</numerusform>
            <numerusform>%n items were for the account “%1”, which is gone, and were not added.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>cosdrop::LeaveDesk</name>
    <message numerus="yes">
        <source>%n uploads are not finished.</source>
        <translation>
            <numerusform>%n upload is not finished.</numerusform>
            <numerusform>%n uploads are not finished.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>cosdrop::LinkDesk</name>
    <message numerus="yes">
        <source>%Ln links copied</source>
        <translation>
            <numerusform>%Ln link copied</numerusform>
            <numerusform>%Ln links copied</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>cosdrop::LinkHandout</name>
    <message numerus="yes">
        <source>Looking whether %Ln links answer…</source>
        <translation>
            <numerusform>Looking whether %Ln link answers…</numerusform>
            <numerusform>Looking whether %Ln links answer…</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln did not answer: the store&apos;s link was taken instead.</source>
        <translation>
            <numerusform>%Ln did not answer: the store&apos;s link was taken instead.</numerusform>
            <numerusform>%Ln did not answer: the store&apos;s links were taken instead.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln do not answer yet.</source>
        <translation>
            <numerusform>%Ln does not answer yet.</numerusform>
            <numerusform>%Ln do not answer yet.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln were not tried.</source>
        <translation>
            <numerusform>%Ln was not tried.</numerusform>
            <numerusform>%Ln were not tried.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>cosdrop::QuestionBar</name>
    <message numerus="yes">
        <source>For all %n that ask this, and for later ones</source>
        <translation>
            <numerusform>For the one that asks this, and for later ones</numerusform>
            <numerusform>For all %n that ask this, and for later ones</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>cosdrop::ReceiptDesk</name>
    <message numerus="yes">
        <source>Export a receipt of %n uploads</source>
        <translation>
            <numerusform>Export a receipt of %n upload</numerusform>
            <numerusform>Export a receipt of %n uploads</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Receipt of %n uploads written to %1</source>
        <translation>
            <numerusform>Receipt of %n upload written to %1</numerusform>
            <numerusform>Receipt of %n uploads written to %1</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>cosdrop::RemovalDesk</name>
    <message numerus="yes">
        <source>%Ln uploads were removed from the list.</source>
        <translation>
            <numerusform>%Ln upload was removed from the list.</numerusform>
            <numerusform>%Ln uploads were removed from the list.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>cosdrop::ReviewDialog</name>
    <message numerus="yes">
        <source>%Ln of %1 files cannot go where they would. Other paths are proposed; a double click changes one.</source>
        <extracomment>%1 is how many files there are in all</extracomment>
        <translation>
            <numerusform>%Ln of %1 files cannot go where it would. Another path is proposed; a double click changes it.</numerusform>
            <numerusform>%Ln of %1 files cannot go where they would. Other paths are proposed; a double click changes one.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Upload %Ln files</source>
        <translation>
            <numerusform>Upload %Ln file</numerusform>
            <numerusform>Upload %Ln files</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>cosdrop::SpokenProgress</name>
    <message numerus="yes">
        <source>Uploading %n files, %1.</source>
        <translation>
            <numerusform>Uploading %n file, %1.</numerusform>
            <numerusform>Uploading %n files, %1.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n uploads have failed.</source>
        <translation>
            <numerusform>%n upload has failed.</numerusform>
            <numerusform>%n uploads have failed.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>cosdrop::StateText</name>
    <message numerus="yes">
        <source>%n tries failed since data last got through.</source>
        <extracomment>said while an upload waits for its next try</extracomment>
        <translation>
            <numerusform>%n try failed since data last got through.</numerusform>
            <numerusform>%n tries failed since data last got through.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>It shares the way with %Ln others.</source>
        <translation>
            <numerusform>It shares the way with %Ln other.</numerusform>
            <numerusform>It shares the way with %Ln others.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>cosdrop::TotalsBar</name>
    <message numerus="yes">
        <source>%n uploading</source>
        <translation>
            <numerusform>%n uploading</numerusform>
            <numerusform>%n uploading</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n waiting</source>
        <translation>
            <numerusform>%n waiting</numerusform>
            <numerusform>%n waiting</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n paused</source>
        <translation>
            <numerusform>%n paused</numerusform>
            <numerusform>%n paused</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n done</source>
        <translation>
            <numerusform>%n done</numerusform>
            <numerusform>%n done</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n failed</source>
        <translation>
            <numerusform>%n failed</numerusform>
            <numerusform>%n failed</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 of %Ln files</source>
        <extracomment>how many of all files are uploaded</extracomment>
        <translation>
            <numerusform>%1 of %Ln file</numerusform>
            <numerusform>%1 of %Ln files</numerusform>
        </translation>
    </message>
</context>
</TS>
