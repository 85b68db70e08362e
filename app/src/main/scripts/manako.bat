@echo off
rem Starts Manako: without arguments the desktop, with arguments the command line.
rem MANAKO_JAVA: the java.exe to use; MANAKO_OPTS: further flags for it, such as -Xmx4g.
setlocal
set "JAVA=java"
if defined JAVA_HOME set "JAVA=%JAVA_HOME%\bin\java.exe"
if not defined OPENCV_LOG_LEVEL set "OPENCV_LOG_LEVEL=SILENT"
if defined MANAKO_JAVA set "JAVA=%MANAKO_JAVA%"
"%JAVA%" "@%~dp0jvm.options" %MANAKO_OPTS% -cp "%~dp0..\lib\*" io.manako.app.Main %*
exit /b %ERRORLEVEL%
